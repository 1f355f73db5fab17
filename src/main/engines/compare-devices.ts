import type { CompareDevicesPayload, DeviceComparison } from '@shared/contract/workers/compare-devices'
import { initialWeights } from '../network/initial-weights'
import { studyInputs } from '../network/inputs'
import { planBehind, planNetwork } from '../network/plan'
import { compareEngines, type ComparisonEnvironment } from './compare-engines'
import type { EngineOnDevice, Engines } from './engine'
import { madeUpBatch } from './made-up-batch'

/** Compares candidates on what a run of a network would train: the network, or what is behind its frozen branches. */
export async function compareDevices(
  { network, excerptRule, vocabularySizes, batchSize, candidates }: CompareDevicesPayload,
  engines: Engines,
  environment: ComparisonEnvironment,
): Promise<DeviceComparison> {
  const whole = planNetwork(network, studyInputs(vocabularySizes, excerptRule))
  const plan = planBehind(whole, new Set(network.branches.filter(({ frozen }) => frozen).map(({ modality }) => modality)))
  const contenders = candidates.map(({ engine, device }): EngineOnDevice => ({ engine: engines[engine](), device }))
  return compareEngines(contenders, { plan, weights: initialWeights(plan, 1), batch: madeUpBatch(plan, batchSize) }, environment)
}

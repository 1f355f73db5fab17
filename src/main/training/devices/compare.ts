import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import type { FailedCandidate } from '@shared/contract/devices'
import type { CompareDevicesPayload, DeviceComparison } from '@shared/contract/workers/compare-devices'
import { type Device, devicesMeant, engineNames, type OfferedDevice } from '@shared/domain/device'
import { type DeviceChoice, describeCompared, describeComputer, type TimedCandidate } from '@shared/domain/device-choice'
import { asFailure } from '@shared/domain/failure'
import { fitsDevice } from '../../network/fits-device'
import { askWorker } from '../../jobs/ask-worker'
import type { JobHandle } from '../../jobs/job-table'
import { studyInputs } from '../../network/inputs'
import { planNetwork } from '../../network/plan'
import type { ServiceContext } from '../../service-context'
import type { EngineWish } from './wish'

export type Candidate = CompareDevicesPayload['candidates'][number]

/** What is compared on. */
export type ComparedWork = Omit<CompareDevicesPayload, 'candidates'>

/**
 * Everything that a wish allows and whose buffers are large enough, TensorFlow before ONNX.
 * @param offered what is there
 * @param work what is to be computed
 */
export function candidatesOf(wish: EngineWish, offered: readonly OfferedDevice[], work: ComparedWork): Candidate[] {
  const all = engineNames
    .filter((engine) => wish.engine === 'auto' || wish.engine === engine)
    .flatMap((engine) => offered.filter(({ engines }) => engines.includes(engine)).map((device) => ({ engine, device: deviceOf(device) })))
  return devicesMeant(wish.device, all, ({ device }) => device).filter(({ device }) => fits(work, device))
}

function fits({ network, vocabularySizes, excerptRule, batchSize }: ComparedWork, device: Device): boolean {
  if (device.maxBufferBytes === undefined) return true
  return fitsDevice(planNetwork(network, studyInputs(vocabularySizes, excerptRule)), batchSize, device)
}

/**
 * Times two steps on each candidate: all that share the processor in one worker, in turn; every other in one of its own, for a driver may
 * take its process with it.
 * @throws Failure `cancelled`
 */
export async function compareCandidates(
  { runWorker }: Pick<ServiceContext, 'runWorker'>,
  work: ComparedWork,
  candidates: readonly Candidate[],
  job: Pick<JobHandle, 'signal' | 'progress'>,
): Promise<DeviceComparison> {
  const onProcessor = candidates.filter(({ device }) => device.kind === 'cpu')
  const groups = [onProcessor, ...candidates.filter((candidate) => !onProcessor.includes(candidate)).map((candidate) => [candidate])]
  const answers: DeviceComparison[] = []
  for (const group of groups.filter(({ length }) => length > 0)) {
    const done = answers.flatMap(({ compared, failed }) => [...compared, ...failed]).length
    const message = `Comparing ${group.map(describeComputer).join(' and ')}`
    job.progress({ done, total: candidates.length, message })
    answers.push(await compareGroup(runWorker, { ...work, candidates: group }, job.signal))
  }
  return {
    compared: answers.flatMap(({ compared }) => compared).sort((one, other) => one.millisecondsAStep - other.millisecondsAStep),
    failed: answers.flatMap(({ failed }) => failed),
  }
}

async function compareGroup(
  runWorker: ServiceContext['runWorker'],
  payload: CompareDevicesPayload,
  signal: AbortSignal,
): Promise<DeviceComparison> {
  try {
    return await askWorker(runWorker, 'compare-devices', { payload, signal })
  } catch (error) {
    if (signal.aborted) throw error
    const { message } = asFailure(error)
    return { compared: [], failed: payload.candidates.map((candidate) => ({ ...candidate, reason: message })) }
  }
}

/** Why the quickest candidate was chosen, as the run keeps it. @param compared at least one, the quickest first */
export function choiceOf(compared: readonly TimedCandidate[], failed: readonly FailedCandidate[], remembered: boolean): DeviceChoice {
  const [first] = compared
  if (!first) throw new RangeError('Nothing was compared.')
  const when = remembered ? ' in an earlier comparison' : ''
  const left = failed.map((candidate) => `; ${describeComputer(candidate)} left out: ${candidate.reason}`).join('')
  return { reason: `${describeComputer(first)} was the quickest${when}: ${describeCompared(compared)}${left}`, remembered, compared }
}

/**
 * Under which name a comparison is remembered: whatever changes the time of a step. A new driver, another version of an engine or another
 * network is compared anew.
 */
export function keyOfComparison({ network, excerptRule, batchSize }: ComparedWork, candidates: readonly Candidate[]): string {
  const machine = candidates.map(({ engine, device }) => [engine, device.id, device.name, device.driver ?? ''])
  const processors = [cpus()[0]?.model ?? '', cpus().length]
  const versions = ['onnxruntime-node', '@tensorflow/tfjs-node'].map(versionOf)
  const { branches, head } = network
  return createHash('sha256')
    .update(JSON.stringify([machine, processors, versions, branches, head, excerptRule ?? null, batchSize]))
    .digest('hex')
}

function versionOf(name: string): string {
  try {
    const description: unknown = createRequire(import.meta.url)(`${name}/package.json`)
    return String(Reflect.get(Object(description), 'version'))
  } catch {
    return ''
  }
}

function deviceOf({ engines: _engines, ...device }: OfferedDevice): Device {
  return device
}

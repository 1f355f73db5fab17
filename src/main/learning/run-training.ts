import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  isOriginalSample,
  type TrainedPrediction,
  type TrainedPredictions,
  type TrainingPayload,
  type TrainingResult,
  type TrainingSample,
} from '@shared/contract/workers/training'
import { fail } from '@shared/domain/failure'
import { meanPoint } from '@shared/domain/metrics'
import type { PlanePoint } from '@shared/domain/plane'
import { studyInputs } from '../network/inputs'
import { type NetworkPlan, planNetwork } from '../network/plan'
import { encodeSafetensors } from '../network/safetensors'
import { parameterCount, type Weights } from '../network/weights'
import { writeFileAtomically } from '../files/write-atomically'
import { readWeights } from './checkpoint'
import { checkSamples } from './check-samples'
import { chooseEngine, engineForBranches, requireDeviceToGoOn } from '../engines/choose-engine'
import { requireFit } from '../network/fits-device'
import { onDevice } from '../engines/on-device'
import type { EngineOnDevice } from '../engines/engine'
import { type FrozenBranches, freezeBranches } from './frozen-branches'
import { partsOf, type TrainingPart } from './parts'
import { readManifest } from './samples'
import type { TrainingEnvironment } from './environment'
import { type PartOutcome, trainPart } from './train-part'

interface Run {
  readonly payload: TrainingPayload
  readonly environment: TrainingEnvironment
  readonly plan: NetworkPlan
  readonly samples: readonly TrainingSample[]
  readonly parts: readonly TrainingPart[]
}

/**
 * Trains one run, or one for each fold, and writes `predictions.json` and (without folds) `weights.safetensors` into its directory.
 * When the signal is aborted the best weights so far are kept and the run ends as `stopped`.
 * @throws Failure `cancelled` when it was stopped before its first epoch (with folds: before its first fold) was done; `device-gone` when
 *   the device of a run that goes on is not here, `device-lost` when a GPU fails; another one when the manifest, the network, an input
 *   file or the data do not allow a training
 */
export async function runTraining(payload: TrainingPayload, environment: TrainingEnvironment): Promise<TrainingResult> {
  const startedMs = performance.now()
  await mkdir(payload.runDirectory, { recursive: true })
  const samples = await readManifest(payload.manifestPath)
  const plan = planNetwork(payload.network, studyInputs(payload.vocabularySizes, payload.excerptRule))
  await checkSamples(plan, samples, environment)
  const run: Run = { payload, environment, plan, samples, parts: partsOf(samples, payload.folds, payload.settings.seed) }
  const initial = new Map((await Promise.all(payload.initialWeightsPaths.map(readWeights))).flatMap((weights) => [...weights]))
  if (payload.resume) requireDeviceToGoOn(payload, environment.engines)
  const frozen = await freezeBranches({
    plan,
    initial,
    samples,
    directory: join(payload.runDirectory, 'branches'),
    computer: () => engineForBranches(payload, environment.engines),
    environment,
  })
  const computer = chooseEngine(payload, environment.engines, frozen.plan)
  requireFit(frozen.plan, payload.settings.batchSize, computer.device)
  announce(run, computer)
  const outcomes = await onDevice(computer.device, () => trainParts(run, computer, initial, frozen))
  const predictionsPath = join(payload.runDirectory, 'predictions.json')
  await writeFileAtomically(predictionsPath, JSON.stringify(predictionsOf(run, outcomes)))
  const single = payload.folds === 0 ? outcomes[0] : undefined
  return {
    state: outcomes.length === run.parts.length && outcomes.every(({ finished }) => finished) ? 'done' : 'stopped',
    engine: computer.engine.name,
    device: computer.device,
    parameters: parameterCount(plan).trained,
    epochsDone: outcomes.reduce((sum, { epochsDone }) => sum + epochsDone, 0),
    bestEpoch: single?.bestEpoch ?? null,
    weightsPath: single ? await writeWeights(payload, new Map([...frozen.weights, ...single.weights])) : null,
    predictionsPath,
    seconds: (performance.now() - startedMs) / 1000,
  }
}

function announce({ payload, environment, plan, samples, parts: [first] }: Run, { engine, device }: EngineOnDevice): void {
  const test = payload.folds === 0 ? samples.filter(({ split }) => split === 'test').length : 0
  environment.onItem({
    kind: 'started',
    engine: engine.name,
    device,
    ...(payload.choice && { choice: payload.choice }),
    parameters: parameterCount(plan).trained,
    samples: { train: first?.train.length ?? 0, validation: first?.validation.length ?? 0, test },
  })
}

async function trainParts(
  { payload, environment, plan: wholePlan, parts }: Run,
  computer: EngineOnDevice,
  initial: Weights,
  { plan, branchRows }: FrozenBranches,
): Promise<PartOutcome[]> {
  const outcomes: PartOutcome[] = []
  for (const part of parts) {
    const directory = payload.folds === 0 ? payload.runDirectory : join(payload.runDirectory, `fold-${part.fold}`)
    const outcome = await trainPart(
      { payload, environment, computer, plan, wholePlan, branchRows, initial, directory, parts: parts.length },
      part,
    )
    if (outcome === null || (payload.folds > 0 && !outcome.finished)) break
    outcomes.push(outcome)
  }
  if (outcomes.length > 0) return outcomes
  return fail('cancelled', 'The training was stopped before anything was learnt.', 'Resume the run, or start it again.')
}

function predictionsOf({ payload, parts }: Run, outcomes: readonly PartOutcome[]): TrainedPredictions {
  const predictions = outcomes.flatMap(({ points }, index) =>
    (parts[index]?.predicted ?? []).map((sample, row) =>
      predictionOf(sample, points[row] ?? { valence: 0, arousal: 0 }, payload.folds === 0 ? null : index),
    ),
  )
  return { predictions, trainingMeans: parts.map(({ train }) => meanPoint(train)) }
}

function predictionOf(sample: TrainingSample, { valence, arousal }: PlanePoint, fold: number | null): TrainedPrediction {
  const { trackId, copy, split, inputs } = sample
  return {
    trackId,
    copy,
    original: isOriginalSample(sample),
    split: fold === null ? split : 'fold',
    fold,
    startSeconds: startOf(inputs),
    observedValence: sample.valence,
    observedArousal: sample.arousal,
    valence,
    arousal,
  }
}

/** Where the excerpt begins that a network was given; 0 where it reads nothing that is cut out of a track. */
function startOf(inputs: TrainingSample['inputs']): number {
  return Object.values(inputs).find((file) => file.startSeconds !== undefined)?.startSeconds ?? 0
}

async function writeWeights({ runDirectory, settings }: TrainingPayload, weights: Weights): Promise<string> {
  const path = join(runDirectory, 'weights.safetensors')
  await writeFileAtomically(path, encodeSafetensors(weights, { targetScale: settings.targetScale }))
  return path
}

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
import { type CrossValidation, epochsOnAll } from '@shared/domain/cross-validation'
import { fail } from '@shared/domain/failure'
import { joinLevelShifts } from '@shared/domain/level-shift'
import { meanGuess } from '@shared/domain/metrics'
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
import { countTracks, partOfAll, partsOf, type TrainingPart, withInnerValidation } from './parts'
import { plannedSteps } from './planned-steps'
import { readManifest } from './samples'
import type { TrainingEnvironment } from './environment'
import { type PartOutcome, trainPart } from './train-part'

interface Run {
  readonly payload: TrainingPayload
  readonly environment: TrainingEnvironment
  readonly plan: NetworkPlan
  readonly samples: readonly TrainingSample[]
  /** The splits of the dataset, or its folds. */
  readonly parts: readonly TrainingPart[]
}

/** What trained the parts of a run, and what was fitted on all samples after them; null: nothing was, or not to its end. */
interface Trained {
  readonly outcomes: readonly PartOutcome[]
  readonly onAll: PartOutcome | null
}

/**
 * Trains one run, or one for each fold and then, where `fitAll` says so, one on all samples. Writes `predictions.json` and (without folds,
 * or of the one on all samples) `weights.safetensors` into its directory.
 * When the signal is aborted the best weights so far are kept (with folds: the folds that were done) and the run ends as `stopped`.
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
  const run: Run = { payload, environment, plan, samples, parts: partsOfRun(samples, payload) }
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
  const trained = await onDevice(computer.device, () => trainParts(run, computer, initial, frozen))
  const { outcomes } = trained
  const predictionsPath = join(payload.runDirectory, 'predictions.json')
  await writeFileAtomically(predictionsPath, JSON.stringify(predictionsOf(run, outcomes)))
  const kept = payload.folds === 0 ? (outcomes[0] ?? null) : trained.onAll
  return {
    state: isDone(run, trained) ? 'done' : 'stopped',
    engine: computer.engine.name,
    device: computer.device,
    parameters: parameterCount(plan).trained,
    epochsDone: [...outcomes, ...(trained.onAll ? [trained.onAll] : [])].reduce((sum, { epochsDone }) => sum + epochsDone, 0),
    bestEpoch: payload.folds === 0 ? (kept?.bestEpoch ?? null) : null,
    weightsPath: kept ? await writeWeights(payload, new Map([...frozen.weights, ...kept.weights])) : null,
    predictionsPath,
    crossValidation: payload.folds === 0 ? null : crossValidationOf(run, trained),
    levelShift: joinLevelShifts(outcomes.flatMap((outcome) => outcome.levelShift ?? [])),
    seconds: (performance.now() - startedMs) / 1000,
  }
}

function partsOfRun(samples: readonly TrainingSample[], { folds, settings: { seed, patience } }: TrainingPayload): TrainingPart[] {
  const parts = partsOf(samples, folds, seed)
  return folds === 0 || patience === null ? parts : parts.map((part) => withInnerValidation(part, seed))
}

function isDone({ payload, parts }: Run, { outcomes, onAll }: Trained): boolean {
  const areDone = outcomes.length === parts.length && outcomes.every(({ finished }) => finished)
  return areDone && (payload.folds === 0 || !payload.fitAll || onAll !== null)
}

function crossValidationOf({ samples, parts }: Run, { outcomes, onAll }: Trained): CrossValidation {
  return {
    folds: outcomes.map(({ epochsDone, bestEpoch }, index) => {
      const { train = [], validation = [], predicted = [], selectBest = false } = parts[index] ?? {}
      return {
        trainTracks: countTracks(train),
        validationTracks: selectBest ? countTracks(validation) : 0,
        testTracks: countTracks(predicted),
        epochsDone,
        bestEpoch: bestEpoch ?? epochsDone,
      }
    }),
    onAll: onAll && { tracks: countTracks(samples), epochs: onAll.epochsDone },
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

async function trainParts(run: Run, computer: EngineOnDevice, initial: Weights, frozen: FrozenBranches): Promise<Trained> {
  const { payload, environment, plan: wholePlan, parts, samples } = run
  const { plan, branchRows } = frozen
  const { folds, settings, fitAll } = payload
  const isFitted = fitAll && folds > 0
  const trainOne = (part: TrainingPart): Promise<PartOutcome | null> => {
    const ofPart = part.fold === folds ? 'all' : `fold-${part.fold}`
    const directory = folds === 0 ? payload.runDirectory : join(payload.runDirectory, ofPart)
    const planned = [...parts, ...(isFitted ? [part.fold === folds ? part : partOfAll(samples, folds, settings.epochs)] : [])]
    const steps = plannedSteps(part, planned, settings)
    return trainPart({ payload, environment, computer, plan, wholePlan, branchRows, initial, directory, steps }, part)
  }
  const outcomes: PartOutcome[] = []
  for (const part of parts) {
    const outcome = await trainOne(part)
    if (outcome === null || (folds > 0 && !outcome.finished)) break
    outcomes.push(outcome)
  }
  if (outcomes.length === 0)
    return fail('cancelled', 'The training was stopped before anything was learnt.', 'Resume the run, or start it again.')
  if (!isFitted || outcomes.length < parts.length) return { outcomes, onAll: null }
  const lastEpoch = epochsOnAll(outcomes.map(({ bestEpoch, epochsDone }) => bestEpoch ?? epochsDone))
  const onAll = await trainOne(partOfAll(samples, folds, lastEpoch))
  return { outcomes, onAll: onAll?.finished ? onAll : null }
}

function predictionsOf({ payload, parts, samples }: Run, outcomes: readonly PartOutcome[]): TrainedPredictions {
  const predictions = outcomes.flatMap(({ points }, index) =>
    (parts[index]?.predicted ?? []).map((sample, row) =>
      predictionOf(sample, points[row] ?? { valence: 0, arousal: 0 }, payload.folds === 0 ? null : index),
    ),
  )
  // What patience holds back of a fold is left to the mean predictor, as to the other baselines.
  const trainings = partsOf(samples, payload.folds, payload.settings.seed).map(({ train }) => train)
  return { predictions, trainingMeans: trainings.map(meanGuess) }
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

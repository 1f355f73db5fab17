import type { Epoch } from '@shared/contract/training'
import type { TrainingSample } from '@shared/contract/workers/training'
import { fail } from '@shared/domain/failure'
import { dimensionMetrics } from '@shared/domain/metrics'
import { type PlanePoint, rangeOfScale } from '@shared/domain/plane'
import type { Weights } from '../network/weights'
import type { TrainingSession } from '../engines/engine'
import { averageWeights } from './average-weights'
import { predictSamples } from './predict-samples'
import { type HeldBatch, holdSamples } from './held-samples'
import { type BatchArrays, keptArrays } from './samples'
import { learningRateAt } from './schedule'
import { stepThrough } from './step-through'
import type { Progress, Training } from './training'

/** A training that has not begun. */
export function nothingTrained(weights: Weights): Progress {
  return { epochsDone: 0, stepsDone: 0, weights, average: null, best: null, history: [], finished: false }
}

/**
 * Trains until the last epoch, until validation stops improving, or until the signal is aborted; an epoch broken off is not counted.
 * The same settings, samples and weights give the same result, whether or not the training was broken off and resumed between epochs.
 * @param training its session holds the weights that belong to `begun`
 * @param begun how far it had come
 * @throws Failure `invalid-argument` when there are under two training samples or the loss is no longer a number
 */
export async function train(training: Training, begun: Progress): Promise<Progress> {
  if (training.train.length < 2) {
    fail(
      'invalid-argument',
      `A training needs two tracks or more, not ${training.train.length}.`,
      'Label more tracks, or give the training set a larger share.',
    )
  }
  let progress = begun
  const kept: KeptMemory = { arrays: keptArrays(), held: await holdSamples(training), weights: weightKeeper(training.session) }
  while (!isOver(training, progress) && progress.epochsDone < (training.untilEpoch ?? Infinity)) {
    const next = await oneEpoch(training, progress, kept)
    if (next === null) return progress
    progress = { ...next, finished: isOver(training, next) }
    const report = progress.history.at(-1)
    if (report) training.onEpoch(report)
    await training.save(progress)
  }
  return { ...progress, finished: isOver(training, progress) }
}

/** Memory that is used again from epoch to epoch. */
interface KeptMemory {
  readonly arrays: BatchArrays
  readonly held: HeldBatch | null
  /** The session's weights, in copies that differ from those still needed. */
  weights(needed: readonly (Weights | undefined)[]): Promise<Weights>
}

function weightKeeper(session: TrainingSession): KeptMemory['weights'] {
  const copies = new Set<Weights>()
  return async (needed) => {
    const free = [...copies].find((copy) => !needed.includes(copy))
    const copy = await session.weights(free)
    if (free && copy !== free) copies.delete(free)
    copies.add(copy)
    return copy
  }
}

function isOver(training: Training, { epochsDone, best }: Progress): boolean {
  const { settings, selectBest } = training
  if (epochsDone >= epochsOf(training)) return true
  return selectBest && settings.patience !== null && best !== null && epochsDone - best.epoch >= settings.patience
}

function epochsOf({ settings, lastEpoch }: Training): number {
  return lastEpoch ?? settings.epochs
}

/** Trains one epoch and measures it; null when the signal was aborted meanwhile. */
async function oneEpoch(training: Training, progress: Progress, kept: KeptMemory): Promise<Progress | null> {
  const { settings } = training
  const epoch = progress.epochsDone + 1
  const startedMs = performance.now()
  const outcome = await stepThrough(training, epoch, progress.stepsDone, kept)
  if (outcome === null) return null
  const weights = await kept.weights([progress.weights, progress.best?.weights])
  const average = averageOf(training, progress, weights, epoch)
  const points = await predictValidation(training, kept, average && { average, weights })
  const seconds = (performance.now() - startedMs) / 1000
  const measured = measure(training.validation, points)
  const trainLoss = lossOnPlane(outcome.loss, training)
  const report: Epoch = {
    epoch,
    fold: training.fold,
    trainLoss,
    ...measured,
    learningRate: learningRateAt(settings, epoch),
    epochSeconds: seconds,
    samplesPerSecond: training.train.length / seconds,
    secondsLeft: (epochsOf(training) - epoch) * seconds,
  }
  const loss = measured.validationLoss ?? trainLoss
  const improved = !training.selectBest || progress.best === null || loss < progress.best.loss
  return {
    epochsDone: epoch,
    stepsDone: progress.stepsDone + outcome.steps,
    weights,
    average,
    best: improved ? { epoch, loss, weights: average ?? weights } : progress.best,
    history: [...progress.history, report],
    finished: false,
  }
}

/** The mean of the weights over the epochs up to this one; null where nothing is averaged. */
function averageOf({ plan, settings }: Training, { average }: Progress, weights: Weights, epoch: number): Weights | null {
  const { averageEpochs } = settings
  return averageEpochs ? averageWeights(plan, average, weights, epoch, averageEpochs) : null
}

/** Predicts the validation samples with the weights as they are, or with their average, after which the session has its own again. */
async function predictValidation(
  training: Training,
  { arrays }: KeptMemory,
  averaged: { readonly average: Weights; readonly weights: Weights } | null,
): Promise<PlanePoint[]> {
  const { session, settings, validation } = training
  if (averaged && validation.length > 0) await session.load(averaged.average)
  const points = await predictSamples({ ...training, arrays, scale: settings.targetScale, batchSize: settings.batchSize }, validation)
  if (averaged && validation.length > 0) await session.load(averaged.weights)
  return points
}

/** Converts a mean squared error on the scale of the training to the scale −1…1. */
function lossOnPlane(loss: number, { settings }: Training): number {
  const { low, high } = rangeOfScale(settings.targetScale)
  return loss * (2 / (high - low)) ** 2
}

type Errors = NonNullable<Epoch['valence']>

/** The metrics of each dimension over the samples that have a label of it, and the mean squared error over all their coordinates. */
function measure(samples: readonly TrainingSample[], points: readonly PlanePoint[]): Pick<Epoch, 'validationLoss' | 'valence' | 'arousal'> {
  if (samples.length === 0) return { validationLoss: null, valence: null, arousal: null }
  const of = (dimension: keyof PlanePoint): { count: number; metrics: Errors | null } => {
    const rows = samples.flatMap((sample, row) => (sample[dimension] === null ? [] : [row]))
    if (rows.length === 0) return { count: 0, metrics: null }
    const { mae, mse, r2 } = dimensionMetrics(
      rows.map((row) => samples[row]?.[dimension] ?? 0),
      rows.map((row) => points[row]?.[dimension] ?? 0),
    )
    return { count: rows.length, metrics: { mae, mse, r2 } }
  }
  const [valence, arousal] = [of('valence'), of('arousal')]
  const share = valence.count / (valence.count + arousal.count)
  return {
    validationLoss: (valence.metrics?.mse ?? 0) * share + (arousal.metrics?.mse ?? 0) * (1 - share),
    valence: valence.metrics,
    arousal: arousal.metrics,
  }
}

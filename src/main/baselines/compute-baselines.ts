import { readFile } from 'node:fs/promises'
import type { BaselinePredictions, BaselinesPayload, BaselinesResult } from '@shared/contract/workers/baselines'
import {
  isOriginalSample,
  sampleKey,
  type TrainedPrediction,
  trainedPredictionsSchema,
  type TrainingSample,
} from '@shared/contract/workers/training'
import { baselineDescriptors, type BaselineName, baselineNames, learntBaselineNames } from '@shared/domain/baseline'
import { meanGuess } from '@shared/domain/metrics'
import type { PlanePoint } from '@shared/domain/plane'
import { writeFileAtomically } from '../files/write-atomically'
import type { TrainingEnvironment } from '../learning/environment'
import { measuredTracks } from '../learning/measured-tracks'
import { partsOf } from '../learning/parts'
import { readManifest } from '../learning/samples'
import { type Pace, pointsOf } from './learner'
import { measureBaseline } from './measure-baseline'
import { baselineModels, seedOfBaseline } from './models'
import { featuresOfPart, type Material } from './part-features'
import { readMaterial } from './read-material'
import { stackOutOfFold } from './stack'

/** What computing baselines needs from the process that runs it. */
export type BaselineEnvironment = Pick<TrainingEnvironment, 'signal' | 'yieldToEvents' | 'onProgress'>

/** A part of the run by the numbers of its samples. */
interface Part {
  readonly fold: number
  readonly train: Int32Array
  readonly heldOut: Int32Array
  readonly mean: PlanePoint
}

/** A sample that a fold left out. */
interface HeldOut {
  readonly fold: number
  readonly sample: TrainingSample
}

/** What one baseline says of the held-out samples, in their order. */
type Points = ReadonlyMap<BaselineName, PlanePoint[]>

/**
 * Learns the baselines of a run: from the same samples, in the same folds, with the same labels; and measures them on the tracks that the
 * run was measured by. Writes what they predict.
 * @throws Failure when manifest, predictions or inputs cannot be read; the signal's reason when cancelled
 */
export async function computeBaselines(payload: BaselinesPayload, environment: BaselineEnvironment): Promise<BaselinesResult> {
  const startedMs = performance.now()
  const samples = await readManifest(payload.manifestPath)
  const ofRun = await readPredictions(payload.runPredictionsPath)
  const parts = heldOutParts(samples, payload, ofRun)
  const material = await readMaterial(samples, payload, paceOf(environment, 'Baselines: reading', 0, parts.length + 1))
  const learnt = await learn(parts, material, payload.seed, environment)
  const heldOut = parts.flatMap(({ fold, heldOut: own }) => Array.from(own, (sample) => ({ fold, sample: sampleAt(samples, sample) })))
  const points = new Map([...learnt, ...stackOf(heldOut, ofRun, learnt)])
  await writeFileAtomically(payload.outPath, JSON.stringify(predictionsOf(payload.seed, heldOut, points)))
  const measured = { run: measuredTracks(ofRun), means: new Map(parts.map(({ fold, mean }) => [fold, mean])), seed: payload.seed }
  const baselines = baselineNames.flatMap((name) => {
    const own = points.get(name)
    if (own === undefined) return []
    const rows = heldOut.map(({ fold, sample }, index) =>
      predictionOf(sample, fold, payload.folds, own[index] ?? { valence: 0, arousal: 0 }),
    )
    return measureBaseline(name, measuredTracks(rows), measured)
  })
  return { baselines, seconds: (performance.now() - startedMs) / 1000 }
}

async function readPredictions(path: string): Promise<TrainedPrediction[]> {
  return trainedPredictionsSchema.pick({ predictions: true }).parse(JSON.parse(await readFile(path, 'utf8'))).predictions
}

/** The parts of the run that it has predictions of: one that was stopped ended before its last fold. */
function heldOutParts(samples: readonly TrainingSample[], { folds, seed }: BaselinesPayload, ofRun: readonly TrainedPrediction[]): Part[] {
  const numbers = new Map(samples.map((sample, number) => [sample, number]))
  const numbersOf = (some: readonly TrainingSample[]): Int32Array => Int32Array.from(some, (sample) => numbers.get(sample) ?? 0)
  const predicted = new Set(ofRun.map(sampleKey))
  return partsOf(samples, folds, seed)
    .map(({ fold, train, predicted: own }) => ({
      fold,
      train: numbersOf(train),
      heldOut: numbersOf(own.filter((sample) => (folds > 0 || sample.split === 'test') && predicted.has(sampleKey(sample)))),
      mean: meanGuess(train),
    }))
    .filter(({ heldOut }) => heldOut.length > 0)
}

async function learn(parts: readonly Part[], material: Material, seed: number, environment: BaselineEnvironment): Promise<Points> {
  const points = new Map<BaselineName, PlanePoint[]>(learntBaselineNames.map((name) => [name, []]))
  for (const [index, { fold, train, heldOut }] of parts.entries()) {
    const features = featuresOfPart(material, train)
    for (const [model, name] of learntBaselineNames.entries()) {
      const ofFold = parts.length > 1 ? `, fold ${index + 1} of ${parts.length}` : ''
      const pace = paceOf(environment, `Baselines: ${baselineDescriptors[name].title}${ofFold}`, 1 + index, parts.length + 1, model)
      const { predict } = await baselineModels[name]({ material, features, train }, seedOfBaseline(seed, name, fold), pace)
      points.get(name)?.push(...pointsOf(predict(heldOut)))
    }
  }
  return points
}

const origin: PlanePoint = { valence: 0, arousal: 0 }

/**
 * The network of the run and all baselines as one; nothing without folds, whose weights would come from the samples that they are judged
 * by. Each fold's weights follow from the other folds.
 */
function stackOf(heldOut: readonly HeldOut[], ofRun: readonly TrainedPrediction[], learnt: Points): [BaselineName, PlanePoint[]][] {
  const folds = heldOut.map(({ fold }) => fold)
  if (new Set(folds).size < 2) return []
  const predicted = new Map(ofRun.map((prediction) => [sampleKey(prediction), prediction]))
  const ofNetwork = heldOut.map(({ sample }) => predicted.get(sampleKey(sample)) ?? origin)
  return [['stack', stackOutOfFold({ observed: heldOut.map(({ sample }) => sample), folds, members: [ofNetwork, ...learnt.values()] })]]
}

/** Reports how far the work is: whole parts, models of a part, and the share of a model. */
function paceOf(environment: BaselineEnvironment, message: string, part: number, parts: number, model?: number): Pace {
  return async (share) => {
    const inPart = model === undefined ? share : (model + share) / learntBaselineNames.length
    environment.onProgress(part + inPart, parts, message)
    await environment.yieldToEvents()
    environment.signal.throwIfAborted()
  }
}

function predictionOf(
  { trackId, copy, original, valence: observedValence, arousal: observedArousal }: TrainingSample,
  fold: number,
  folds: number,
  { valence, arousal }: PlanePoint,
): TrainedPrediction {
  const ofFold = folds > 0 ? { split: 'fold' as const, fold } : { split: 'test' as const, fold: null }
  return { trackId, copy, original, ...ofFold, startSeconds: 0, observedValence, observedArousal, valence, arousal }
}

function predictionsOf(seed: number, heldOut: readonly HeldOut[], points: Points): BaselinePredictions {
  return {
    seed,
    samples: heldOut.map(({ fold, sample }) => ({ trackId: sample.trackId, copy: sample.copy, original: isOriginalSample(sample), fold })),
    models: [...points].map(([name, own]) => ({
      name,
      valence: own.map(({ valence }) => valence),
      arousal: own.map(({ arousal }) => arousal),
    })),
  }
}

function sampleAt(samples: readonly TrainingSample[], number: number): TrainingSample {
  const sample = samples[number]
  if (sample === undefined) throw new RangeError(`There is no sample ${number}.`)
  return sample
}

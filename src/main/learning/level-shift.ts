import type { TrainingSample } from '@shared/contract/workers/training'
import { coefficientShift, isShiftedByGain, joinLevelShifts, type LevelShift, measuredGains } from '@shared/domain/level-shift'
import type { PlanePoint } from '@shared/domain/plane'
import type { NetworkPlan, PlannedBranch } from '../network/plan'
import { batchesOf } from './batches'
import { predictSamples, type SamplePrediction } from './predict-samples'
import { keptArrays, readInput } from './samples'

type Prediction = Omit<SamplePrediction, 'branchRows' | 'arrays'>

/** Whether gains can be measured: whether the network reads MFCC of audio as it was recorded. */
export function readsLevel(plan: NetworkPlan): boolean {
  return branchOfLevel(plan) !== undefined
}

/**
 * Predicts samples as if their files had been louder or quieter.
 * @param parts the session computes the whole network, from its inputs
 * @param samples which took no part in training
 * @param points what it predicts of them as they are, in their order
 * @returns null where there are no samples, or the network reads no MFCC
 */
export async function measureLevelShift(
  parts: Prediction,
  samples: readonly TrainingSample[],
  points: readonly PlanePoint[],
): Promise<LevelShift | null> {
  const branch = branchOfLevel(parts.plan)
  if (branch === undefined) return null
  const asTheyAre = new Map(samples.map((sample, index) => [sample, points[index] ?? { valence: 0, arousal: 0 }]))
  const shifts: LevelShift[] = []
  for (const batch of batchesOf(samples, parts.batchSize)) shifts.push(await shiftOfBatch(parts, branch, batch, asTheyAre))
  return joinLevelShifts(shifts)
}

function branchOfLevel({ branches }: NetworkPlan): PlannedBranch | undefined {
  return branches.find(({ modality, input }) => modality === 'audio' && input.kind === 'sequence' && isShiftedByGain(input.channels))
}

async function shiftOfBatch(
  parts: Prediction,
  { modality, input }: PlannedBranch,
  batch: readonly TrainingSample[],
  asTheyAre: ReadonlyMap<TrainingSample, PlanePoint>,
): Promise<LevelShift> {
  const length = input.kind === 'sequence' ? input.length : 0
  const read = await Promise.all(batch.map(async (sample) => [sample, await readInput(sample, modality, input)] as const))
  const rows = new Map(read)
  const gains: LevelShift['gains'][number][] = []
  for (const decibels of measuredGains) {
    const louder = (sample: TrainingSample): Float32Array =>
      Float32Array.from(rows.get(sample) ?? [], (value, index) => (index < length ? value + coefficientShift(decibels) : value))
    const points = await predictSamples({ ...parts, branchRows: new Map([[modality, louder]]), arrays: keptArrays() }, batch)
    const meanOf = (dimension: keyof PlanePoint): number =>
      batch.reduce(
        (sum, sample, index) => sum + Math.abs((points[index]?.[dimension] ?? 0) - (asTheyAre.get(sample)?.[dimension] ?? 0)),
        0,
      ) / batch.length
    gains.push({ decibels, valence: meanOf('valence'), arousal: meanOf('arousal') })
  }
  return { samples: batch.length, gains }
}

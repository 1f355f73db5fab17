import type { TrainingSample } from '@shared/contract/workers/training'
import { fromScale, type PlanePoint, type Scale } from '@shared/domain/plane'
import type { NetworkPlan } from '../network/plan'
import { batchesOf, readAhead } from './batches'
import type { TrainingSession } from '../engines/engine'
import { type BatchArrays, type BranchRows, readInputs } from './samples'

/** How samples are predicted. */
export interface SamplePrediction {
  readonly session: TrainingSession
  readonly plan: NetworkPlan
  readonly branchRows: BranchRows
  readonly arrays: BatchArrays
  /** Scale that the network was trained on. */
  readonly scale: Scale
  readonly batchSize: number
  readonly yieldToEvents: () => Promise<void>
}

/**
 * Predicts samples from disk, batch by batch.
 * @returns one point a sample, in their order, −1…1 but not clipped
 */
export async function predictSamples(parts: SamplePrediction, samples: readonly TrainingSample[]): Promise<PlanePoint[]> {
  const points: PlanePoint[] = []
  const batches = batchesOf(samples, parts.batchSize)
  for await (const inputs of readAhead(batches, (batch) => readInputs(parts.plan, batch, parts.branchRows, parts.arrays))) {
    points.push(...pointsOf(await parts.session.predict(inputs), parts.scale))
    await parts.yieldToEvents()
  }
  return points
}

/**
 * Converts a network's outputs to points on the plane.
 * @param outputs [n, 2] on the scale of the training
 */
function pointsOf(outputs: Float32Array, scale: Scale): PlanePoint[] {
  return Array.from({ length: outputs.length / 2 }, (_, row) => ({
    valence: fromScale(outputs[2 * row] ?? 0, scale),
    arousal: fromScale(outputs[2 * row + 1] ?? 0, scale),
  }))
}

import type { PlanePoint } from '@shared/domain/plane'
import type { Edge, GraphBuilder } from '../engines/onnx/graph-builder'
import type { Matrix } from './matrix'

/** What a model learns from: features and both labels of each row. */
export interface Examples {
  readonly features: Matrix
  /** Valence and arousal of each row, [rows, 2], −1…1. */
  readonly targets: Matrix
  /** Rows of one group are never parted when settings are chosen, [rows]. */
  readonly groups: Int32Array
}

/** Lets others work between steps, and says how far a model is, 0…1. @throws the reason when the work was cancelled */
export type Pace = (share: number) => Promise<void>

/** A model that has learnt. @template Features what it reads of each row */
export interface Learnt<Features = Matrix> {
  /** Features of n rows to valence and arousal, [n, 2]. */
  readonly predict: (features: Features) => Matrix
  /**
   * Writes the same into a graph.
   * @param features edge of the features, [n, columns]: float32, and float64 for a model of sparse rows
   * @returns valence and arousal, float32 [n, 2]
   */
  readonly write: (graph: GraphBuilder, features: Edge) => Edge
  /** What it chose by itself, such as "penalty 100"; null: nothing. */
  readonly chosen: string | null
}

/** Columns of `targets` and of what a predictor gives. */
export const outputs = 2

/** Rows of [n, 2] as points. */
export function pointsOf({ rows, values }: Matrix): PlanePoint[] {
  return Array.from({ length: rows }, (_, row) => ({ valence: values[outputs * row] ?? 0, arousal: values[outputs * row + 1] ?? 0 }))
}

/** Mean label of the rows, [2]. */
export function meanTargets({ rows, values }: Matrix): Float64Array {
  const mean = new Float64Array(outputs)
  for (let index = 0; index < values.length; index += 1) mean[index % outputs] = (mean[index % outputs] ?? 0) + (values[index] ?? 0) / rows
  return mean
}

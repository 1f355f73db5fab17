import type { Edge } from '../engines/onnx/graph-builder'
import type { FeatureGraph } from './feature-graph'
import type { Pace } from './learner'
import type { Matrix } from './matrix'
import type { Material, PartFeatures } from './part-features'

/** What a baseline learns from: some samples of a part. */
export interface PartExamples {
  readonly material: Material
  readonly features: PartFeatures
  /** Numbers of the samples to learn from. */
  readonly train: Int32Array
}

/** A baseline that has learnt from a part. */
export interface LearntBaseline {
  /** Numbers of samples to what is predicted of them, [n, 2]. */
  readonly predict: (samples: Int32Array) => Matrix
  /**
   * Writes it into a graph, from what a run reads to valence and arousal, float32 [n, 2].
   * @param anInput an input of the graph, [n, …]
   */
  readonly write: (features: FeatureGraph, anInput: Edge) => Edge
  /** What it chose by itself, in words; null: nothing. */
  readonly chosen: string | null
}

/** Learns one baseline of one part. */
export type FitBaseline = (examples: PartExamples, seed: number, pace: Pace) => Promise<LearntBaseline>

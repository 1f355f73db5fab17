import type { Edge, GraphBuilder } from '../engines/onnx/graph-builder'

/** The numbers of an excerpt that blocks read. */
export interface ExcerptNumbers {
  /** [coefficients, frames], row-major, before normalisation. */
  readonly mfcc: Float32Array
  readonly coefficients: number
}

/** Edges of a graph that blocks read, float32; the graph of MFCC stands before them. */
export interface ExcerptEdges {
  /** Samples at 22,050 Hz, [n, kept samples]. */
  readonly waveform: Edge
  /** Power of the spectrum of each frame, [n, frames, frequencies]. */
  readonly power: Edge
  /** [n, coefficients, frames], before normalisation. */
  readonly mfcc: Edge
  readonly frames: number
}

/**
 * Some of the summary features of an excerpt, under a name. `summarise` is what baselines learn from; `write` puts the same into the graph
 * of an exported baseline.
 */
export interface SummaryBlock {
  readonly name: string
  /** How many numbers it gives of an excerpt. */
  readonly count: number
  /** @returns [count] */
  readonly summarise: (excerpt: ExcerptNumbers) => Float64Array
  /** @returns the same numbers, float64 [n, count] */
  readonly write: (graph: GraphBuilder, excerpt: ExcerptEdges) => Edge
}

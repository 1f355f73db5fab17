import { coefficientCount } from '@shared/domain/feature-constants'
import { quantile } from '@shared/domain/metrics-report'
import type { Edge, GraphBuilder } from '../engines/onnx/graph-builder'
import { cast, differencesAlong, interleave, momentsAlong, quantilesAlong } from './graph-arithmetic'
import type { ExcerptEdges, SummaryBlock } from './summary-block'

const quantiles = [0.1, 0.5, 0.9] as const

/** Numbers that one coefficient is summarised by. */
export const summariesPerCoefficient = 3 + quantiles.length + 3 + 1

/** Smaller deviations are rounding of float32. */
const smallestDeviation = 1e-6

/** Moments and quantiles of MFCC. */
export const mfccBlock: SummaryBlock = {
  name: 'mfcc',
  count: coefficientCount * summariesPerCoefficient,
  summarise: ({ mfcc, coefficients }) => summariseMfcc(mfcc, coefficients),
  write: writeMfccSummary,
}

/**
 * Summarises an excerpt's MFCC: of each coefficient mean, standard deviation, skewness and quantiles; of its differences from frame to
 * frame standard deviation, skewness and mean size; of the differences of those the standard deviation. A coefficient that is constant
 * has skewness 0.
 * @param mfcc [coefficients, frames], row-major, before normalisation
 * @returns [coefficients × 10]
 */
export function summariseMfcc(mfcc: Float32Array, coefficients: number): Float64Array {
  const frames = mfcc.length / coefficients
  const summary = new Float64Array(coefficients * summariesPerCoefficient)
  for (let coefficient = 0; coefficient < coefficients; coefficient += 1) {
    const values = Float64Array.from(mfcc.subarray(coefficient * frames, (coefficient + 1) * frames))
    summary.set(summaryOf(values), coefficient * summariesPerCoefficient)
  }
  return summary
}

function summaryOf(values: Float64Array): number[] {
  const deltas = differencesOf(values)
  const own = momentsOf(values)
  const ofDeltas = momentsOf(deltas)
  const size = deltas.reduce((sum, delta) => sum + Math.abs(delta), 0) / Math.max(1, deltas.length)
  const { deviation: acceleration } = momentsOf(differencesOf(deltas))
  const sorted = values.sort()
  return [
    own.mean,
    own.deviation,
    own.skewness,
    ...quantiles.map((share) => quantile(sorted, share)),
    ofDeltas.deviation,
    ofDeltas.skewness,
    size,
    acceleration,
  ]
}

function differencesOf(values: Float64Array): Float64Array {
  return values.subarray(1).map((value, index) => value - (values[index] ?? 0))
}

function momentsOf(values: Float64Array): { mean: number; deviation: number; skewness: number } {
  const count = Math.max(1, values.length)
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count)
  if (deviation < smallestDeviation) return { mean, deviation: 0, skewness: 0 }
  return { mean, deviation, skewness: values.reduce((sum, value) => sum + ((value - mean) / deviation) ** 3, 0) / count }
}

/** The numbers of `summariseMfcc` as nodes of a graph, float64 [n, coefficients × 10]. */
function writeMfccSummary(graph: GraphBuilder, { mfcc, frames }: ExcerptEdges): Edge {
  const values = cast(graph, mfcc, 'float64')
  const deltas = differencesAlong(graph, values, frames)
  const own = momentsAlong(graph, values, smallestDeviation)
  const ofDeltas = momentsAlong(graph, deltas, smallestDeviation)
  const size = graph.node('ReduceMean', [graph.node('Abs', [deltas]), graph.whole(2)], { keepdims: 0 })
  const acceleration = momentsAlong(graph, differencesAlong(graph, deltas, frames - 1), smallestDeviation).deviation
  return interleave(graph, [
    own.mean,
    own.deviation,
    own.skewness,
    ...quantilesAlong(graph, values, frames, quantiles),
    ofDeltas.deviation,
    ofDeltas.skewness,
    size,
    acceleration,
  ])
}

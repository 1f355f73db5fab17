import { fail } from './failure'
import { type DimensionMetrics, dimensionMetrics, type ObservedAndPredicted, quadrantAccuracy, rangeOf } from './metrics'
import type { Dimension, PlanePoint } from './plane'
import { type QuadrantReport, quadrantReport } from './quadrant-report'
import { createRandom, mixSeed } from './random'

/** A metric with its 95 % interval. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** The metrics of one dimension with their intervals. */
export type DimensionReport = Record<keyof DimensionMetrics, Interval>

type Errors = Omit<DimensionMetrics, 'pearson'>
type Quadruple = [number | null, number | null, number | null, number | null]
interface Ranges {
  valence: [number, number]
  arousal: [number, number]
}
/** Null for a dimension without labels. */
type ObservedRanges = Record<Dimension, [number, number] | null>

/** What a set of predictions is worth, in [−1, 1]. */
export interface MetricsReport {
  readonly tracks: number
  /** How many of the tracks have a label of each dimension; left out where all have, as in reports of earlier versions. */
  readonly labelled?: Readonly<Record<Dimension, number>> | undefined
  /** Over the tracks that have a label of the dimension; null where none has. */
  readonly valence: DimensionReport | null
  readonly arousal: DimensionReport | null
  /** The same metrics of a predictor that gives every track the training mean. */
  readonly baseline: { valence: Errors | null; arousal: Errors | null }
  readonly quadrantAccuracy: Quadruple
  /** Over all quadrants; left out in reports of earlier versions. */
  readonly quadrants?: QuadrantReport | null | undefined
  readonly ranges: { observed: ObservedRanges; predicted: Ranges }
}

/** How the intervals are drawn. */
export interface BootstrapSettings {
  readonly resamples: number
  readonly seed: number
}

export const standardBootstrap: BootstrapSettings = { resamples: 1000, seed: 1 }

/**
 * Measures predictions: metrics with 95 % percentile-bootstrap intervals over tracks (Efron), baseline, quadrants, ranges.
 * @param pairs labels and predictions, −1…1, one a track; each dimension is measured on the tracks that have a label of it
 * @param trainingMean what the mean predictor says, −1…1: of all tracks, or of each (every fold has a training set of its own)
 * @throws Failure `invalid-argument` without pairs
 */
export function metricsReport(
  pairs: readonly ObservedAndPredicted[],
  trainingMean: PlanePoint | readonly PlanePoint[],
  settings = standardBootstrap,
): MetricsReport {
  if (pairs.length === 0) fail('invalid-argument', 'There are no predictions to measure.', 'Choose tracks that have a label.')
  const means = 'valence' in trainingMean ? pairs.map(() => trainingMean) : trainingMean
  const predicted = columnsOf(pairs.map((pair) => pair.predicted))
  const columns = { valence: labelledColumns(pairs, means, 'valence'), arousal: labelledColumns(pairs, means, 'arousal') }
  const [valence, arousal] = [measuredColumns(columns.valence, settings), measuredColumns(columns.arousal, settings)]
  const labelled = { valence: columns.valence.observed.length, arousal: columns.arousal.observed.length }
  return {
    tracks: pairs.length,
    ...(Math.min(labelled.valence, labelled.arousal) < pairs.length && { labelled }),
    valence: valence && valence.report,
    arousal: arousal && arousal.report,
    baseline: { valence: valence && valence.baseline, arousal: arousal && arousal.baseline },
    quadrantAccuracy: quadrantAccuracy(pairs),
    quadrants: quadrantReport(pairs),
    ranges: {
      observed: { valence: valence && rangeOf(columns.valence.observed), arousal: arousal && rangeOf(columns.arousal.observed) },
      predicted: { valence: rangeOf(predicted.valence), arousal: rangeOf(predicted.arousal) },
    },
  }
}

/** Of the tracks that have a label of a dimension: that, what is predicted, and what the mean predictor says. */
interface LabelledColumns {
  readonly observed: Float64Array
  readonly predicted: Float64Array
  readonly means: Float64Array
}

function labelledColumns(pairs: readonly ObservedAndPredicted[], means: readonly PlanePoint[], dimension: Dimension): LabelledColumns {
  const rows = pairs.flatMap(({ observed, predicted }, row) => {
    const label = observed[dimension]
    return label === null ? [] : [{ label, predicted: predicted[dimension], mean: means[row]?.[dimension] ?? 0 }]
  })
  return {
    observed: Float64Array.from(rows, ({ label }) => label),
    predicted: Float64Array.from(rows, (row) => row.predicted),
    means: Float64Array.from(rows, ({ mean }) => mean),
  }
}

function measuredColumns(
  { observed, predicted, means }: LabelledColumns,
  settings: BootstrapSettings,
): { report: DimensionReport; baseline: Errors } | null {
  if (observed.length === 0) return null
  const { mae, mse, r2 } = dimensionMetrics(observed, means)
  return { report: dimensionReport(observed, predicted, settings), baseline: { mae, mse, r2 } }
}

/**
 * Metrics of one dimension with 95 % intervals: 2.5th and 97.5th percentile over resampled tracks. The same seed draws the same tracks
 * for both dimensions.
 * @param observed labels, [n]
 * @param predicted predictions, [n]
 */
export function dimensionReport(observed: Float64Array, predicted: Float64Array, settings = standardBootstrap): DimensionReport {
  const value = dimensionMetrics(observed, predicted)
  const rows = new Int32Array(observed.length)
  const resampled = Array.from({ length: settings.resamples }, (_, index) => {
    const random = createRandom(mixSeed(settings.seed, index))
    return dimensionMetrics(
      observed,
      predicted,
      rows.map(() => random.integer(0, rows.length - 1)),
    )
  })
  const interval = (name: keyof DimensionMetrics): Interval => {
    const sorted = Float64Array.from(resampled, (metrics) => metrics[name]).sort()
    return { value: value[name], low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) }
  }
  return { mae: interval('mae'), mse: interval('mse'), r2: interval('r2'), pearson: interval('pearson') }
}

/**
 * A quantile by linear interpolation between the nearest ranks (NumPy's default).
 * @param sorted numbers in rising order
 * @param share in [0, 1]
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const position = share * (sorted.length - 1)
  const below = Math.floor(position)
  const low = sorted[below] ?? 0
  return low + ((sorted[Math.min(below + 1, sorted.length - 1)] ?? low) - low) * (position - below)
}

function columnsOf(points: readonly PlanePoint[]): { valence: Float64Array; arousal: Float64Array } {
  return { valence: Float64Array.from(points, (point) => point.valence), arousal: Float64Array.from(points, (point) => point.arousal) }
}

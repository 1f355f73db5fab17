import type { ComparedRef } from '@shared/contract/comparison'
import type { MetricsReport, Run, RunPrediction } from '@shared/contract/training'
import { baselineDescriptors, featuresInWords } from '@shared/domain/baseline'
import type { PublishedResult } from '@shared/domain/published-results'
import { dimensionMetrics, quadrantAccuracy, rangeOf } from '@shared/domain/metrics'
import { type Dimension, rangeOfScale, type Scale } from '@shared/domain/plane'
import { pairOf } from './observed-predicted'

export const metricKeys = ['mae', 'mse', 'r2', 'pearson'] as const
export type MetricKey = (typeof metricKeys)[number]

/** A metric with its 95 % interval where one is known. */
export interface MetricCell {
  readonly value: number
  readonly low: number | null
  readonly high: number | null
}

type DimensionCells = Readonly<Record<MetricKey, MetricCell | null>>

/** A row of the table of metrics: a run, a baseline, or a published network; errors on the shown scale. */
export interface MetricRow {
  readonly id: string
  readonly kind: 'run' | 'baseline' | 'published'
  readonly name: string
  readonly note: string
  /** Names the tracks that it was measured on; null where they are not known. */
  readonly tracks: string | null
  /** By which it can be held against others; null for the study. */
  readonly ref: ComparedRef | null
  readonly valence: DimensionCells
  readonly arousal: DimensionCells
}

/** What a run's predictions for one set of tracks are worth, in [−1, 1]; intervals only where the run keeps them. */
export interface SplitReport {
  readonly tracks: number
  /** How many of them have a label of each dimension; left out where all have. */
  readonly labelled?: MetricsReport['labelled']
  readonly valence: DimensionCells
  readonly arousal: DimensionCells
  readonly baseline: MetricsReport['baseline'] | null
  readonly quadrantAccuracy: readonly (number | null)[]
  readonly ranges: MetricsReport['ranges']
}

/**
 * A metric measured on one scale as it would be on another: MAE grows with the width of the scale, MSE with its square,
 * R² and Pearson's r stay.
 */
export function metricToScale(key: MetricKey, value: number, from: Scale, to: Scale): number {
  const width = (scale: Scale): number => rangeOfScale(scale).high - rangeOfScale(scale).low
  const ratio = width(to) / width(from)
  if (key === 'mae') return value * ratio
  return key === 'mse' ? value * ratio * ratio : value
}

/** The report that a run keeps, made when it ended. */
export function keptReport(metrics: MetricsReport): SplitReport {
  return { ...metrics, valence: cellsOf(metrics.valence), arousal: cellsOf(metrics.arousal) }
}

/** Of a dimension without labels nothing is known. */
const noCells: DimensionCells = { mae: null, mse: null, r2: null, pearson: null }

function cellsOf(report: MetricsReport['valence']): DimensionCells {
  return report ?? noCells
}

/** A report of any set of predictions, without intervals and baseline; null for none. */
export function measuredReport(predictions: readonly RunPrediction[]): SplitReport | null {
  if (predictions.length === 0) return null
  const pairs = predictions.map(pairOf)
  const labelled = (dimension: Dimension) => pairs.filter(({ observed }) => observed[dimension] !== null)
  const labelsOf = (dimension: Dimension): number[] => labelled(dimension).map(({ observed }) => observed[dimension] ?? 0)
  const cells = (dimension: Dimension): DimensionCells => {
    if (labelled(dimension).length === 0) return noCells
    const predicted = labelled(dimension).map((pair) => pair.predicted[dimension])
    const { mae, mse, r2, pearson } = dimensionMetrics(labelsOf(dimension), predicted)
    return { mae: bare(mae), mse: bare(mse), r2: bare(r2), pearson: bare(pearson) }
  }
  const observedRange = (dimension: Dimension) => (labelled(dimension).length === 0 ? null : rangeOf(labelsOf(dimension)))
  const predictedRange = (dimension: Dimension) => rangeOf(pairs.map(({ predicted }) => predicted[dimension]))
  return {
    tracks: pairs.length,
    labelled: { valence: labelled('valence').length, arousal: labelled('arousal').length },
    valence: cells('valence'),
    arousal: cells('arousal'),
    baseline: null,
    quadrantAccuracy: quadrantAccuracy(pairs),
    ranges: {
      observed: { valence: observedRange('valence'), arousal: observedRange('arousal') },
      predicted: { valence: predictedRange('valence'), arousal: predictedRange('arousal') },
    },
  }
}

const bare = (value: number): MetricCell => ({ value, low: null, high: null })

/** The row of a run. */
export function runRow(run: Run, report: SplitReport, note: string, tracks: string | null, scale: Scale): MetricRow {
  return {
    id: run.id,
    kind: 'run',
    name: run.name,
    note,
    tracks,
    ref: { kind: 'run', runId: run.id },
    valence: onScale(report.valence, '-1-1', scale),
    arousal: onScale(report.arousal, '-1-1', scale),
  }
}

/** The row of the predictor that gives every track the training mean; null where a report has none. */
export function baselineRow(report: SplitReport, scale: Scale): MetricRow | null {
  if (!report.baseline) return null
  const { valence, arousal } = report.baseline
  return {
    id: 'baseline',
    kind: 'baseline',
    name: 'Mean predictor',
    note: 'baseline',
    tracks: null,
    ref: null,
    valence: errorCells(valence, '-1-1', scale),
    arousal: errorCells(arousal, '-1-1', scale),
  }
}

/**
 * The rows of a run's baselines. That of the mean has no r: what is constant correlates with nothing.
 * @param tracks of the run: baselines are measured on the same
 */
export function baselineRows({ id: runId, baselines, network }: Run, tracks: string | null, scale: Scale): MetricRow[] {
  const modalities = network.branches.map(({ modality }) => modality)
  return baselines.map(({ name, metrics }) => {
    const cells = (dimension: Dimension): DimensionCells => {
      const own = cellsOf(metrics[dimension])
      return onScale(name === 'mean' ? { ...own, pearson: null } : own, '-1-1', scale)
    }
    return {
      id: `baseline-${name}`,
      kind: 'baseline',
      name: name === 'mean' ? 'Mean predictor' : `Baseline: ${baselineDescriptors[name].title}`,
      note: name === 'mean' ? 'baseline' : featuresInWords(name, modalities),
      tracks: name === 'mean' ? null : tracks,
      ref: { kind: 'baseline', runId, name },
      valence: cells('valence'),
      arousal: cells('arousal'),
    }
  })
}

/** A row of the published table, whose labels lay on 0…1, on the shown scale. */
export function publishedRow(published: Pick<PublishedResult, 'model' | 'valence' | 'arousal'>, scale: Scale): MetricRow {
  const { model, valence, arousal } = published
  return {
    id: `published-${model}`,
    kind: 'published',
    name: `Study: ${model}`,
    note: 'published',
    tracks: null,
    ref: null,
    valence: errorCells(valence, '0-1', scale),
    arousal: errorCells(arousal, '0-1', scale),
  }
}

function errorCells(errors: { mae: number; mse: number; r2: number } | null, from: Scale, to: Scale): DimensionCells {
  if (errors === null) return noCells
  return onScale({ mae: bare(errors.mae), mse: bare(errors.mse), r2: bare(errors.r2), pearson: null }, from, to)
}

function onScale(cells: DimensionCells, from: Scale, to: Scale): DimensionCells {
  const convert = (key: MetricKey): MetricCell | null => {
    const cell = cells[key]
    const at = (value: number): number => metricToScale(key, value, from, to)
    return cell && { value: at(cell.value), low: cell.low === null ? null : at(cell.low), high: cell.high === null ? null : at(cell.high) }
  }
  return { mae: convert('mae'), mse: convert('mse'), r2: convert('r2'), pearson: convert('pearson') }
}

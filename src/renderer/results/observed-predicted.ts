import type { RunPrediction } from '@shared/contract/training'
import type { Plane } from '@shared/contract/tracks'
import type { ObservedAndPredicted } from '@shared/domain/metrics'
import {
  type Dimension,
  labelOnScale,
  type LabelPoint,
  type PlanePoint,
  type Quadrant,
  quadrantAt,
  quadrantOfLabel,
  quadrants,
  type Scale,
  toScale,
} from '@shared/domain/plane'
import { predictionSource, type PlaneArrow } from '../charts/plane-types'

/** Which tracks a run's results are about. */
export type SplitChoice = RunPrediction['split']

const splitOrder: readonly SplitChoice[] = ['fold', 'test', 'validation', 'train']
const splitNames: Readonly<Record<SplitChoice, string>> = {
  fold: 'All, out of fold',
  test: 'Test',
  validation: 'Validation',
  train: 'Training',
}

/** A set's name as the chooser shows it. */
export function splitName(split: SplitChoice): string {
  return splitNames[split]
}

/** The sets that a run has predictions for, the one that counts first: out of fold, test, validation, training. */
export function splitsOf(predictions: readonly RunPrediction[]): SplitChoice[] {
  const present = new Set(predictions.map(({ split }) => split))
  return splitOrder.filter((split) => present.has(split))
}

/** Label and prediction as two points. */
export function pairOf(prediction: RunPrediction): ObservedAndPredicted {
  const { observedValence, observedArousal, valence, arousal } = prediction
  return { observed: { valence: observedValence, arousal: observedArousal }, predicted: { valence, arousal } }
}

/** The quadrant in which a track's label lies; null for a label of one dimension. */
export function observedQuadrant(prediction: RunPrediction): Quadrant | null {
  return quadrantOfLabel(pairOf(prediction).observed)
}

/** A label as a point; null where it lacks a dimension. */
export function asPoint({ valence, arousal }: LabelPoint): PlanePoint | null {
  return valence === null || arousal === null ? null : { valence, arousal }
}

/** How far a prediction lies from its label on the plane, in plane units; along the one dimension of a label that lacks the other. */
export function distanceOf({ observedValence, observedArousal, valence, arousal }: RunPrediction): number {
  const along = (predicted: number, observed: number | null): number => (observed === null ? 0 : predicted - observed)
  return Math.hypot(along(valence, observedValence), along(arousal, observedArousal))
}

/** The predictions that lie farthest from their labels, the worst first. */
export function farthestOff(predictions: readonly RunPrediction[], limit: number): RunPrediction[] {
  return [...predictions].sort((one, other) => distanceOf(other) - distanceOf(one)).slice(0, limit)
}

/** A point of predicted against observed, on the shown scale. */
export interface ScatterPoint {
  readonly x: number
  readonly y: number
  readonly trackId: number
  readonly title: string
}

/**
 * Predicted (y) against observed (x) of one dimension.
 * @returns five series, by the quadrant of the label: Q1, Q2, Q3, Q4, and labels of this dimension alone
 */
export function scatterSeries(predictions: readonly RunPrediction[], dimension: Dimension, scale: Scale): ScatterPoint[][] {
  const points = (prediction: RunPrediction): ScatterPoint[] => {
    const { observed, predicted } = pairOf(prediction)
    const x = labelOnScale(observed[dimension], scale)
    return x === null ? [] : [{ x, y: toScale(predicted[dimension], scale), trackId: prediction.trackId, title: nameOf(prediction) }]
  }
  const series = [...quadrants, null]
  return series.map((quadrant) => predictions.filter((prediction) => observedQuadrant(prediction) === quadrant).flatMap(points))
}

/** What a track is called, such as "Paper Window – The Clay Birds". */
export function nameOf({ title, artist }: Pick<RunPrediction, 'title' | 'artist'>): string {
  return artist ? `${title} – ${artist}` : title
}

/** All predictions as diamonds on the plane. */
export function planeOfPredictions(predictions: readonly RunPrediction[]): Plane {
  return {
    trackIds: Int32Array.from(predictions, ({ trackId }) => trackId),
    valence: Float32Array.from(predictions, ({ valence }) => valence),
    arousal: Float32Array.from(predictions, ({ arousal }) => arousal),
    source: new Uint8Array(predictions.length).fill(predictionSource),
  }
}

/** Arrows from label to prediction of the given tracks. @param limit of more, only the first are drawn */
export function arrowsOf(predictions: readonly RunPrediction[], trackIds: ReadonlySet<number>, limit: number): PlaneArrow[] {
  return predictions
    .filter(({ trackId }) => trackIds.has(trackId))
    .flatMap((prediction): PlaneArrow[] => {
      const { observed, predicted } = pairOf(prediction)
      const from = asPoint(observed)
      return from ? [{ name: '', from, to: predicted, width: 1 }] : []
    })
    .slice(0, limit)
}

/** What became of the labels of one quadrant. */
export interface QuadrantShare {
  readonly quadrant: Quadrant
  readonly tracks: number
  readonly hits: number
  /** Share in [0, 1]; null where no label lies. */
  readonly accuracy: number | null
  readonly published: number | null
}

/** Tracks, hits and accuracy of each quadrant beside the published accuracy. */
export function quadrantShares(predictions: readonly RunPrediction[], published: readonly number[] | null): QuadrantShare[] {
  return quadrants.map((quadrant) => {
    const inside = predictions.filter((prediction) => observedQuadrant(prediction) === quadrant)
    const hits = inside.filter(({ valence, arousal }) => quadrantAt(valence, arousal) === quadrant).length
    return {
      quadrant,
      tracks: inside.length,
      hits,
      accuracy: inside.length === 0 ? null : hits / inside.length,
      published: published?.[quadrant - 1] ?? null,
    }
  })
}

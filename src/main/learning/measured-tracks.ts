import { isOriginalSample, type TrainedPrediction } from '@shared/contract/workers/training'
import { groupBy } from '@shared/domain/group-by'
import { meanLabel, meanPoint, type ObservedAndPredicted } from '@shared/domain/metrics'

/** A track that a run is measured by, or a copy of one. */
export interface MeasuredTrack extends ObservedAndPredicted {
  /** Which track, or which of its copies. */
  readonly key: string
  /** The part of the run that left it out. */
  readonly fold: number
}

/**
 * What a run is measured by: each held-out track once, by the mean over its excerpts. Copies in the test set (as published) are measured
 * each by itself.
 */
export function measuredTracks(predictions: readonly TrainedPrediction[]): MeasuredTrack[] {
  const heldOut = predictions.filter(({ split }) => split === 'test' || split === 'fold')
  const ofTracks = groupBy(heldOut, (row) => (isOriginalSample(row) ? `${row.trackId}` : `${row.trackId} ${row.copy}`))
  return [...ofTracks].map(([key, rows]) => ({ key, fold: rows[0]?.fold ?? 0, ...meanOfSamples(rows) }))
}

/** Label and prediction of a track: the means over its samples, of each dimension of the label over those that have it. */
export function meanOfSamples(rows: readonly TrainedPrediction[]): ObservedAndPredicted {
  return {
    observed: meanLabel(rows.map(({ observedValence, observedArousal }) => ({ valence: observedValence, arousal: observedArousal }))),
    predicted: meanPoint(rows),
  }
}

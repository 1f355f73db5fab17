import { isOriginalSample, type TrainedPrediction } from '@shared/contract/workers/training'
import { groupBy } from '@shared/domain/group-by'
import { meanPoint, type ObservedAndPredicted } from '@shared/domain/metrics'
import type { TrackPrediction } from '../../store/runs'

/**
 * What was predicted of each track as it is: the mean over its excerpts, held against the mean of their labels; varied copies do not
 * count. Where a track is in several sets (as published), its first sample stands for it.
 */
export function predictionsOfTracks(predictions: readonly TrainedPrediction[]): TrackPrediction[] {
  const ofTracks = groupBy(predictions.filter(isOriginalSample), ({ trackId }) => trackId)
  return [...ofTracks].flatMap(([trackId, rows]) => {
    const [first] = rows
    if (!first) return []
    const { observed, predicted } = meanOf(rows.filter(({ split }) => split === first.split))
    const { valence, arousal } = predicted
    return [{ trackId, split: first.split, observedValence: observed.valence, observedArousal: observed.arousal, valence, arousal }]
  })
}

/**
 * What a run is measured by: each held-out track once, by the mean over its excerpts. Copies in the test set (as published) are measured
 * each by itself.
 */
export function measuredPairs(predictions: readonly TrainedPrediction[]): ObservedAndPredicted[] {
  const heldOut = predictions.filter(({ split }) => split === 'test' || split === 'fold')
  const ofTracks = groupBy(heldOut, (row) => (isOriginalSample(row) ? `${row.trackId}` : `${row.trackId} ${row.copy}`))
  return [...ofTracks.values()].map(meanOf)
}

function meanOf(rows: readonly TrainedPrediction[]): ObservedAndPredicted {
  return {
    observed: meanPoint(rows.map(({ observedValence, observedArousal }) => ({ valence: observedValence, arousal: observedArousal }))),
    predicted: meanPoint(rows),
  }
}

import { isOriginalSample, type TrainedPrediction } from '@shared/contract/workers/training'
import { groupBy } from '@shared/domain/group-by'
import { meanOfSamples } from '../../learning/measured-tracks'
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
    const { observed, predicted } = meanOfSamples(rows.filter(({ split }) => split === first.split))
    const { valence, arousal } = predicted
    return [{ trackId, split: first.split, observedValence: observed.valence, observedArousal: observed.arousal, valence, arousal }]
  })
}

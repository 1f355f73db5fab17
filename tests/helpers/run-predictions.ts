import type { RunPrediction } from '@shared/contract/training'

/** A run's prediction of one track; points are [valence, arousal], −1…1. */
export function runPrediction(
  trackId: number,
  points: { observed: readonly [number, number]; predicted: readonly [number, number]; split?: RunPrediction['split'] },
): RunPrediction {
  const [observedValence, observedArousal] = points.observed
  const [valence, arousal] = points.predicted
  return {
    trackId,
    title: `Title ${trackId}`,
    artist: `Artist ${trackId}`,
    split: points.split ?? 'test',
    observedValence,
    observedArousal,
    valence,
    arousal,
  }
}

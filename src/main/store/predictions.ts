import type { LibraryDatabase } from './library'

/** What was last predicted for a track, with the name of who predicted it. */
export interface LatestPrediction {
  trackId: number
  /** −1…1, not clipped. */
  valence: number
  arousal: number
  model: string
}

/**
 * The newest prediction of each track: of an exported model where there is one, else of the newest run that did not train on the track.
 */
export function latestPredictions(database: LibraryDatabase): Map<number, LatestPrediction> {
  const ofRuns = database
    .prepare<[], LatestPrediction>(
      `SELECT p.track_id AS trackId, p.valence, p.arousal, r.name AS model FROM run_predictions p JOIN runs r ON r.id = p.run_id
       WHERE p.split <> 'train' ORDER BY r.created_at, r.id`,
    )
    .all()
  const ofModels = database
    .prepare<[], LatestPrediction>(
      `SELECT p.track_id AS trackId, p.valence, p.arousal, m.name AS model FROM predictions p
       JOIN prediction_sets s ON s.id = p.set_id JOIN models m ON m.id = s.model_id WHERE p.track_id IS NOT NULL ORDER BY p.set_id`,
    )
    .all()
  return new Map([...ofRuns, ...ofModels].map((prediction) => [prediction.trackId, prediction]))
}

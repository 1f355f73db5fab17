import type { BaselineName } from '@shared/domain/baseline'
import type { LibraryDatabase } from './library'

/** What a baseline of a run predicts of a track that it did not learn from, −1…1. */
export interface BaselinePrediction {
  readonly baseline: BaselineName
  readonly trackId: number
  readonly valence: number
  readonly arousal: number
}

/** Replaces what the baselines of a run predict, as one change; tracks that are gone are left out. */
export function replaceBaselinePredictions(database: LibraryDatabase, runId: string, predictions: readonly BaselinePrediction[]): void {
  const insert = database.prepare(
    `INSERT INTO run_baseline_predictions (run_id, baseline, track_id, valence, arousal) SELECT ?, ?, id, ?, ? FROM tracks WHERE id = ?`,
  )
  database.transaction(() => {
    database.prepare('DELETE FROM run_baseline_predictions WHERE run_id = ?').run(runId)
    for (const { baseline, trackId, valence, arousal } of predictions) insert.run(runId, baseline, valence, arousal, trackId)
  })()
}

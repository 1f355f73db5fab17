import type { HumanLabel } from '@shared/contract/labels'
import type { LibraryDatabase } from './library'

/**
 * The present labels by people of tracks and of their excerpts, each the newest one; labels that were taken back and excerpts that were
 * deleted are left out.
 */
export function presentHumanLabels(database: LibraryDatabase, trackIds: readonly number[]): HumanLabel[] {
  return database
    .prepare<[string], HumanLabel>(
      `SELECT l.track_id AS trackId, l.excerpt_id AS excerptId, l.valence, l.arousal, l.created_at AS createdAt FROM labels l
       WHERE l.valence IS NOT NULL AND l.id IN (
         SELECT MAX(id) FROM labels
         WHERE source = 'human' AND track_id IN (SELECT value FROM json_each(?)) GROUP BY track_id, excerpt_id
       ) AND (l.excerpt_id IS NULL OR EXISTS (SELECT 1 FROM excerpts e WHERE e.id = l.excerpt_id AND e.deleted_at IS NULL))
       ORDER BY l.track_id, l.excerpt_id`,
    )
    .all(JSON.stringify(trackIds))
}

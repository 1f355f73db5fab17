import type { LabelSource } from '@shared/domain/label'
import type { PlanePoint } from '@shared/domain/plane'
import type { LibraryDatabase } from './library'

/** A label of one source, [−1, 1], with what was said about it. */
export interface SourceLabel extends PlanePoint {
  readonly note: string
}

/**
 * The newest label of a source for each whole track, of tags those of the active version; tracks whose label was taken back are left
 * out.
 */
export function presentSourceLabels(database: LibraryDatabase, source: LabelSource): Map<number, SourceLabel> {
  const rows = database
    .prepare<[string], SourceLabel & { trackId: number }>(
      `SELECT l.track_id AS trackId, l.valence, l.arousal, l.note FROM labels l WHERE l.valence IS NOT NULL AND l.id IN (
         SELECT MAX(id) FROM labels WHERE source = ? AND excerpt_id IS NULL
           AND (source <> 'tags' OR version_id = (SELECT id FROM label_versions WHERE active = 1)) GROUP BY track_id)`,
    )
    .all(source)
  return new Map(rows.map(({ trackId, ...label }) => [trackId, label]))
}

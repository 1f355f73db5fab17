import type { PlanePoint } from '@shared/domain/plane'
import type { LibraryDatabase } from './library'

/**
 * Labels of whole tracks that people placed, or that were imported, by track: what the worth of words is learnt from. Labels from tags or
 * comments, labels of which one dimension was taken from such a label, and means of excerpts are not among them.
 */
export function labelsToLearnFrom(database: LibraryDatabase): Map<number, PlanePoint> {
  const rows = database
    .prepare<[], PlanePoint & { trackId: number }>(
      `SELECT c.track_id AS trackId, c.valence, c.arousal FROM current_labels c JOIN labels l ON l.id = c.label_id
       WHERE c.source IN ('human', 'imported') AND c.excerpts = 0 AND l.stated IS NULL ORDER BY c.track_id`,
    )
    .all()
  return new Map(rows.map(({ trackId, valence, arousal }) => [trackId, { valence, arousal }]))
}

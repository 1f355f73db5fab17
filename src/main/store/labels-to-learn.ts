import type { PlanePoint } from '@shared/domain/plane'
import type { LibraryDatabase } from './library'

/**
 * Labels of whole tracks that people placed, or that were imported, by track: what the worth of words is learnt from. Labels from tags or
 * comments, and means of excerpts, are not among them.
 */
export function labelsToLearnFrom(database: LibraryDatabase): Map<number, PlanePoint> {
  const rows = database
    .prepare<[], PlanePoint & { trackId: number }>(
      `SELECT track_id AS trackId, valence, arousal FROM current_labels WHERE source IN ('human', 'imported') AND excerpts = 0
       ORDER BY track_id`,
    )
    .all()
  return new Map(rows.map(({ trackId, valence, arousal }) => [trackId, { valence, arousal }]))
}

import type { PointsOfTracks } from '@shared/domain/label-comparison'
import type { LibraryDatabase } from './library'

/** The labels that a version derived from tags, by track; what people placed since then is not in it. */
export function pointsOfVersion(database: LibraryDatabase, versionId: number): PointsOfTracks {
  const rows = database
    .prepare<[number], { trackId: number; valence: number; arousal: number }>(
      'SELECT track_id AS trackId, valence, arousal FROM labels WHERE version_id = ? AND valence IS NOT NULL',
    )
    .all(versionId)
  return new Map(rows.map(({ trackId, valence, arousal }) => [trackId, { valence, arousal }]))
}

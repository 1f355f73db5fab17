import type { LabelSource } from '@shared/domain/label'
import type { Quadrant } from '@shared/domain/plane'
import type { LibraryDatabase } from './library'
import { prepared } from './prepared'

/** What the review queue knows of a track before it judges it. */
export interface QueueTrack {
  readonly trackId: number
  readonly title: string
  readonly artist: string
  /** As it is stored: relative to the library's folder where the file lies inside; null without a file. */
  readonly path: string | null
  /** The label that counts; all null for none. */
  readonly valence: number | null
  readonly arousal: number | null
  readonly source: LabelSource | null
  readonly quadrant: Quadrant | null
}

/** All tracks in the order of their ids. */
export function queueTracks(database: LibraryDatabase): QueueTrack[] {
  return prepared<QueueTrack>(
    database,
    `SELECT t.id AS trackId, t.title, t.artist, f.path, c.valence, c.arousal, c.source, c.quadrant FROM tracks t
     LEFT JOIN files f ON f.track_id = t.id LEFT JOIN current_labels c ON c.track_id = t.id ORDER BY t.id`,
  ).all()
}

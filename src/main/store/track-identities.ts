import type { Library } from './library'
import { absolutePath } from './stored-path'

/** What a track is called, and what joins a table of tracks with others: its id outside of the library and its file. */
export interface TrackIdentity {
  readonly id: number
  readonly externalId: string | null
  readonly title: string
  readonly artist: string
  /** Absolute; null without audio. */
  readonly path: string | null
}

/** The identities of all tracks, by id. */
export function identitiesOfTracks({ database, directory }: Pick<Library, 'database' | 'directory'>): Map<number, TrackIdentity> {
  const rows = database
    .prepare<[], TrackIdentity>(
      `SELECT t.id, t.external_id AS externalId, t.title, t.artist, f.path
       FROM tracks t LEFT JOIN files f ON f.track_id = t.id ORDER BY t.id`,
    )
    .all()
  return new Map(rows.map((row) => [row.id, { ...row, path: row.path === null ? null : absolutePath(directory, row.path) }]))
}

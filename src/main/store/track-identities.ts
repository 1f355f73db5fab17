import type { TrackIdentity } from '@shared/contract/tracks'
import type { Library } from './library'
import { absolutePath } from './stored-path'

/** What all tracks are called, and what joins a table of them with others: the id outside of the library and the file. */
export function identitiesOfTracks({ database, directory }: Pick<Library, 'database' | 'directory'>): Map<number, TrackIdentity> {
  const rows = database
    .prepare<[], TrackIdentity>(
      `SELECT t.id, t.external_id AS externalId, t.title, t.artist, f.path
       FROM tracks t LEFT JOIN files f ON f.track_id = t.id ORDER BY t.id`,
    )
    .all()
  return new Map(rows.map((row) => [row.id, { ...row, path: row.path === null ? null : absolutePath(directory, row.path) }]))
}

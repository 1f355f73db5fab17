import type { TrackIdentity } from '@shared/contract/tracks'
import type { Library } from './library'
import { absolutePath } from './stored-path'

type OpenLibrary = Pick<Library, 'database' | 'directory'>

/** What all tracks are called, and what joins a table of them with others: the id outside of the library and the file. */
export function identitiesOfTracks(library: OpenLibrary): Map<number, TrackIdentity> {
  return new Map([...tracksWithFiles(library)].map(([id, { digest: _digest, ...identity }]) => [id, identity]))
}

/** A track as exported tables name it. */
export interface TrackWithFile extends TrackIdentity {
  /** SHA-256 of the file's content, hexadecimal; null without audio. */
  readonly digest: string | null
}

/** All tracks with their files and the digests of these, by id. */
export function tracksWithFiles({ database, directory }: OpenLibrary): Map<number, TrackWithFile> {
  const rows = database
    .prepare<[], TrackWithFile>(
      `SELECT t.id, t.external_id AS externalId, t.title, t.artist, f.path, f.digest
       FROM tracks t LEFT JOIN files f ON f.track_id = t.id ORDER BY t.id`,
    )
    .all()
  return new Map(rows.map((row) => [row.id, { ...row, path: row.path === null ? null : absolutePath(directory, row.path) }]))
}

import type { LibraryDatabase } from './library'

/** What people call a track. */
export interface NamedTrack {
  readonly externalId: string | null
  readonly title: string
  readonly artist: string
}

/** The names of all tracks, by id. */
export function namesOfTracks(database: LibraryDatabase): Map<number, NamedTrack> {
  const rows = database.prepare<[], NamedTrack & { id: number }>('SELECT id, external_id AS externalId, title, artist FROM tracks').all()
  return new Map(rows.map((row) => [row.id, row]))
}

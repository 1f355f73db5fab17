import { changesOne } from './changes-one'
import type { LibraryDatabase } from './library'
import { prepared } from './prepared'

/** What is known of a track's name; empty strings where nothing is. */
export interface TrackNames {
  readonly title: string
  readonly artist: string
  readonly album: string
  readonly genre: string
  readonly year: number | null
}

export interface NewTrack extends Partial<TrackNames> {
  readonly externalId?: string | null
  readonly synthetic?: boolean
}

/**
 * Adds a track.
 * @returns its id
 */
export function createTrack(database: LibraryDatabase, track: NewTrack, now: Date): number {
  const result = prepared(
    database,
    'INSERT INTO tracks (external_id, title, artist, album, genre, year, synthetic, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(
    track.externalId ?? null,
    track.title ?? '',
    track.artist ?? '',
    track.album ?? '',
    track.genre ?? '',
    track.year ?? null,
    track.synthetic ? 1 : 0,
    now.toISOString(),
  )
  return Number(result.lastInsertRowid)
}

/**
 * Gives a track the names that are not empty; what is empty keeps its present value.
 * @throws Failure `not-found`
 */
export function renameTrack(database: LibraryDatabase, trackId: number, names: Partial<TrackNames>): void {
  const update = prepared(
    database,
    `UPDATE tracks SET title = coalesce(nullif(?, ''), title), artist = coalesce(nullif(?, ''), artist),
      album = coalesce(nullif(?, ''), album), genre = coalesce(nullif(?, ''), genre), year = coalesce(?, year) WHERE id = ?`,
  )
  changesOne(update.run(...columnsOf(names), trackId), `track ${trackId}`)
}

/**
 * Gives a track the names that an import found, only where it has none yet.
 * @throws Failure `not-found`
 */
export function fillTrackNames(database: LibraryDatabase, trackId: number, names: Partial<TrackNames>): void {
  const update = prepared(
    database,
    `UPDATE tracks SET title = coalesce(nullif(title, ''), ?), artist = coalesce(nullif(artist, ''), ?),
      album = coalesce(nullif(album, ''), ?), genre = coalesce(nullif(genre, ''), ?), year = coalesce(year, ?) WHERE id = ?`,
  )
  changesOne(update.run(...columnsOf(names), trackId), `track ${trackId}`)
}

const columnsOf = ({ title = '', artist = '', album = '', genre = '', year = null }: Partial<TrackNames>): (string | number | null)[] => [
  title,
  artist,
  album,
  genre,
  year,
]

/**
 * Names a track by the id that its data set gives it, and says whether it is made by a machine.
 * @throws Failure `not-found`
 */
export function identifyTrack(database: LibraryDatabase, trackId: number, externalId: string, synthetic: boolean): void {
  const update = prepared(database, 'UPDATE tracks SET external_id = ?, synthetic = ? WHERE id = ?')
  changesOne(update.run(externalId, synthetic ? 1 : 0, trackId), `track ${trackId}`)
}

/** What a track may be matched by. */
export interface TrackIdentity {
  readonly id: number
  readonly externalId: string | null
  readonly title: string
  readonly artist: string
  /** As stored: relative to the library's folder where it lies inside. */
  readonly path: string | null
  /** Digest of its audio; null for a track without audio. */
  readonly digest: string | null
}

/** All tracks with what they may be matched by, in the order of ids. */
export function trackIdentities(database: LibraryDatabase): TrackIdentity[] {
  return prepared<TrackIdentity>(
    database,
    `SELECT t.id, t.external_id AS externalId, t.title, t.artist, f.path, f.digest
      FROM tracks t LEFT JOIN files f ON f.track_id = t.id ORDER BY t.id`,
  ).all()
}

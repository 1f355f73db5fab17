import { changesOne } from './changes-one'
import type { LibraryDatabase } from './library'
import { prepared } from './prepared'

/** An audio file of a track, as stored. */
export interface StoredFile {
  readonly trackId: number
  /** Relative to the library's folder where it lies inside, with forward slashes; else absolute. */
  readonly path: string
  /** SHA-256 of the content, in hexadecimal. */
  readonly digest: string
  readonly sizeBytes: number
  readonly modifiedAtMs: number
  readonly format: string
  readonly durationSeconds: number
  readonly sampleRate: number
  readonly channels: number
  readonly loudnessDb: number | null
  readonly missing: boolean
}

type FileRow = Omit<StoredFile, 'missing'> & { readonly missing: number }

const selectFiles = `SELECT track_id AS trackId, path, digest, size_bytes AS sizeBytes, modified_at_ms AS modifiedAtMs, format,
  duration_seconds AS durationSeconds, sample_rate AS sampleRate, channels, loudness_db AS loudnessDb, missing FROM files`

const fromRow = (row: FileRow): StoredFile => ({ ...row, missing: row.missing === 1 })

/** Gives a track its file; the file it had is replaced. */
export function setFile(database: LibraryDatabase, file: StoredFile): void {
  prepared(
    database,
    `INSERT INTO files
        (track_id, path, digest, size_bytes, modified_at_ms, format, duration_seconds, sample_rate, channels, loudness_db, missing)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (track_id) DO UPDATE SET path = excluded.path, digest = excluded.digest, size_bytes = excluded.size_bytes,
        modified_at_ms = excluded.modified_at_ms, format = excluded.format, duration_seconds = excluded.duration_seconds,
        sample_rate = excluded.sample_rate, channels = excluded.channels, loudness_db = excluded.loudness_db, missing = excluded.missing`,
  ).run(
    file.trackId,
    file.path,
    file.digest,
    file.sizeBytes,
    Math.round(file.modifiedAtMs),
    file.format,
    file.durationSeconds,
    file.sampleRate,
    file.channels,
    file.loudnessDb,
    file.missing ? 1 : 0,
  )
}

/** The file of a track, or null. */
export function fileOfTrack(database: LibraryDatabase, trackId: number): StoredFile | null {
  const row = prepared<FileRow>(database, `${selectFiles} WHERE track_id = ?`).get(trackId)
  return row ? fromRow(row) : null
}

/** The file with this content, or null. */
export function fileByDigest(database: LibraryDatabase, digest: string): StoredFile | null {
  const row = prepared<FileRow>(database, `${selectFiles} WHERE digest = ?`).get(digest)
  return row ? fromRow(row) : null
}

/** The file at this stored path, or null. */
export function fileByPath(database: LibraryDatabase, path: string): StoredFile | null {
  const row = prepared<FileRow>(database, `${selectFiles} WHERE path = ?`).get(path)
  return row ? fromRow(row) : null
}

/** All files of tracks. */
export function allFiles(database: LibraryDatabase): StoredFile[] {
  return prepared<FileRow>(database, `${selectFiles} ORDER BY track_id`).all().map(fromRow)
}

/** Files that were not where they should be when last looked for. */
export function missingFiles(database: LibraryDatabase): StoredFile[] {
  return prepared<FileRow>(database, `${selectFiles} WHERE missing = 1 ORDER BY track_id`).all().map(fromRow)
}

/** Notes that a file is there or gone. @returns whether that is news */
export function markMissing(database: LibraryDatabase, trackId: number, missing: boolean): boolean {
  const value = missing ? 1 : 0
  return prepared(database, 'UPDATE files SET missing = ? WHERE track_id = ? AND missing <> ?').run(value, trackId, value).changes > 0
}

/**
 * Notes where a track's file lies now.
 * @throws Failure `not-found` for a track without a file
 */
export function relocateFile(
  database: LibraryDatabase,
  trackId: number,
  { path, modifiedAtMs }: { path: string; modifiedAtMs: number },
): void {
  database.transaction(() => {
    prepared(database, 'DELETE FROM duplicate_files WHERE path = ?').run(path)
    const update = prepared(database, 'UPDATE files SET path = ?, modified_at_ms = ?, missing = 0 WHERE track_id = ?')
    changesOne(update.run(path, Math.round(modifiedAtMs), trackId), `file of track ${trackId}`)
  })()
}

/** A further file with the content of a track's file. */
export interface DuplicateFile {
  readonly path: string
  readonly digest: string
  readonly sizeBytes: number
  readonly modifiedAtMs: number
}

/** Notes a further file with known content. */
export function noteDuplicate(database: LibraryDatabase, file: DuplicateFile): void {
  prepared(database, 'INSERT OR REPLACE INTO duplicate_files (path, digest, size_bytes, modified_at_ms) VALUES (?, ?, ?, ?)').run(
    file.path,
    file.digest,
    file.sizeBytes,
    Math.round(file.modifiedAtMs),
  )
}

/** All further files with known content. */
export function duplicateFiles(database: LibraryDatabase): DuplicateFile[] {
  return prepared<DuplicateFile>(
    database,
    'SELECT path, digest, size_bytes AS sizeBytes, modified_at_ms AS modifiedAtMs FROM duplicate_files ORDER BY path',
  ).all()
}

/** The track of every stored path, further paths with the same content included. */
export function trackIdsByPath(database: LibraryDatabase): Map<string, number> {
  const rows = prepared<{ path: string; trackId: number }>(
    database,
    `SELECT d.path, f.track_id AS trackId FROM duplicate_files d JOIN files f ON f.digest = d.digest
      UNION ALL SELECT path, track_id AS trackId FROM files`,
  ).all()
  return new Map(rows.map(({ path, trackId }) => [path, trackId]))
}

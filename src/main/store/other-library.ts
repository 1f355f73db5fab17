import { existsSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { fail } from '@shared/domain/failure'
import type { Dimension, PlanePoint } from '@shared/domain/plane'
import type { TimeRange } from './excerpts'
import type { Library, LibraryDatabase } from './library'
import { checkReadable } from './migrate'
import { namingFile } from './open-database'
import { absolutePath } from './stored-path'

/** A label that a person placed or imported in another library: the present one of its track or excerpt. */
export interface ForeignLabel extends PlanePoint {
  /** Id of the track there. */
  readonly trackId: number
  readonly externalId: string | null
  readonly title: string
  readonly artist: string
  /** Absolute; null without audio. */
  readonly path: string | null
  /** Digest of its audio, unique in each library; null for a track without audio. */
  readonly digest: string | null
  /** Null: the whole track. */
  readonly excerpt: TimeRange | null
  readonly source: 'human' | 'imported'
  readonly author: string
  readonly note: string
  /** ISO 8601. */
  readonly createdAt: string
  /** The only dimension that was stated; null: both. */
  readonly stated: Dimension | null
}

/**
 * Reads the present human and imported labels of a library that is not open here; nothing in it is changed, and it may be in use.
 * @param path its `Name.circumplex` folder, with or without its suffix
 * @throws Failure `file-missing`, `not-a-library`, `library-newer`; `invalid-argument` for the library that is open
 */
export function labelsOfOtherLibrary(own: Library, path: string): ForeignLabel[] {
  const directory = folderOf(path)
  if (realpathSync(directory) === realpathSync(own.directory))
    fail('invalid-argument', `${directory} is the library that is open.`, 'Name another library.')
  const file = join(directory, 'library.sqlite')
  if (!existsSync(file))
    fail('not-a-library', `${directory} holds no library.sqlite.`, 'Choose a folder that Circumplex made; its name ends in .circumplex.')
  return namingFile(file, () => {
    const database = new Database(file, { readonly: true, fileMustExist: true })
    try {
      checkReadable(database)
      return readLabels(database, directory)
    } finally {
      database.close()
    }
  })
}

function folderOf(path: string): string {
  const given = resolve(path)
  const found = [given, `${given}.circumplex`].find((candidate) => statSync(candidate, { throwIfNoEntry: false })?.isDirectory())
  return (
    found ??
    fail('file-missing', `There is no library at ${given}.`, 'Check the path; a library is a folder whose name ends in .circumplex.')
  )
}

interface LabelRow extends Omit<ForeignLabel, 'excerpt'> {
  startSeconds: number | null
  endSeconds: number | null
}

/** Libraries of earlier versions, which are read as they are, have labels of both dimensions only. */
function statedColumn(database: LibraryDatabase): string {
  const has = database.prepare("SELECT 1 FROM pragma_table_info('labels') WHERE name = 'stated'").get() !== undefined
  return has ? 'l.stated' : 'NULL'
}

function readLabels(database: LibraryDatabase, directory: string): ForeignLabel[] {
  const rows = database.prepare<[], LabelRow>(
    `SELECT l.track_id AS trackId, t.external_id AS externalId, t.title, t.artist, f.path, f.digest,
       e.start_seconds AS startSeconds, e.end_seconds AS endSeconds,
       l.valence, l.arousal, l.source, l.author, l.note, l.created_at AS createdAt, ${statedColumn(database)} AS stated
     FROM labels l JOIN tracks t ON t.id = l.track_id LEFT JOIN files f ON f.track_id = t.id LEFT JOIN excerpts e ON e.id = l.excerpt_id
     WHERE l.id IN (SELECT MAX(id) FROM labels WHERE source IN ('human', 'imported') GROUP BY track_id, excerpt_id, source)
       AND l.valence IS NOT NULL AND e.deleted_at IS NULL ORDER BY l.id`,
  )
  return rows.all().map(({ startSeconds, endSeconds, path, ...row }) => ({
    ...row,
    path: path === null ? null : absolutePath(directory, path),
    excerpt: startSeconds === null || endSeconds === null ? null : { startSeconds, endSeconds },
  }))
}

import type { z } from 'zod'
import type { setAsideRowSchema } from '@shared/contract/tracks'
import type { LibraryDatabase } from './library'
import { prepared } from './prepared'

export type SetAsideRow = z.infer<typeof setAsideRowSchema>

/** Notes a file that could not be imported, with the reason; a later note on the same path replaces it. */
export function setAside(database: LibraryDatabase, row: SetAsideRow & { sizeBytes?: number; modifiedAtMs?: number }): void {
  prepared(
    database,
    `INSERT INTO set_aside (path, code, reason, hint, size_bytes, modified_at_ms, noticed_at) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (path) DO UPDATE SET code = excluded.code, reason = excluded.reason, hint = excluded.hint,
        size_bytes = excluded.size_bytes, modified_at_ms = excluded.modified_at_ms, noticed_at = excluded.noticed_at`,
  ).run(row.path, row.code, row.reason, row.hint, row.sizeBytes ?? 0, row.modifiedAtMs ?? 0, row.noticedAt)
}

/** Takes the note back, because the file was imported after all. */
export function clearSetAside(database: LibraryDatabase, path: string): void {
  prepared(database, 'DELETE FROM set_aside WHERE path = ?').run(path)
}

/** All files that were set aside, by path. */
export function setAsideRows(database: LibraryDatabase): SetAsideRow[] {
  return prepared<SetAsideRow>(database, 'SELECT path, code, reason, hint, noticed_at AS noticedAt FROM set_aside ORDER BY path').all()
}

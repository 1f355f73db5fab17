import type { TextKind } from '@shared/domain/modality'
import type { LibraryDatabase } from './library'
import { prepared } from './prepared'

export interface NewText {
  readonly trackId: number
  readonly kind: TextKind
  readonly body: string
  /** Given when the text came as tokens instead of prose. */
  readonly tokens?: readonly string[]
  /** Where it comes from, such as a file's path or `user`. */
  readonly source: string
}

/** Sets a track's lyrics or comments; the text that was there is replaced. */
export function setText(database: LibraryDatabase, text: NewText, now: Date): void {
  prepared(
    database,
    `INSERT INTO texts (track_id, kind, body, tokens, source, updated_at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (track_id, kind) DO UPDATE SET body = excluded.body, tokens = excluded.tokens, source = excluded.source,
        updated_at = excluded.updated_at`,
  ).run(text.trackId, text.kind, text.body, text.tokens ? JSON.stringify(text.tokens) : null, text.source, now.toISOString())
}

/** Sets a text only where the track has none of this kind; returns whether it did. */
export function fillText(database: LibraryDatabase, text: NewText, now: Date): boolean {
  if (readText(database, text.trackId, text.kind) !== null) return false
  setText(database, text, now)
  return true
}

/** Removes a track's lyrics or comments. */
export function deleteText(database: LibraryDatabase, trackId: number, kind: TextKind): void {
  prepared(database, 'DELETE FROM texts WHERE track_id = ? AND kind = ?').run(trackId, kind)
}

/** A track's lyrics or comments, or null. */
export function readText(database: LibraryDatabase, trackId: number, kind: TextKind): string | null {
  return prepared<{ body: string }>(database, 'SELECT body FROM texts WHERE track_id = ? AND kind = ?').get(trackId, kind)?.body ?? null
}

import { z } from 'zod'
import type { TextKind } from '@shared/domain/modality'
import type { LibraryDatabase } from './library'
import { prepared } from './prepared'

/** A track's lyrics or comments; `tokens` where they came as tokens instead of prose. */
export interface TextBody {
  readonly trackId: number
  readonly body: string
  readonly tokens: readonly string[] | null
}

const tokensSchema = z.array(z.string())

/** All texts of a kind, by track; empty ones are left out. */
export function textBodies(database: LibraryDatabase, kind: TextKind): TextBody[] {
  return prepared<{ trackId: number; body: string; tokens: string | null }>(
    database,
    `SELECT track_id AS trackId, body, tokens FROM texts
      WHERE kind = ? AND (trim(body, char(9, 10, 13, 32)) <> '' OR tokens IS NOT NULL) ORDER BY track_id`,
  )
    .all(kind)
    .map(({ tokens, ...row }) => ({ ...row, tokens: tokens === null ? null : tokensSchema.parse(JSON.parse(tokens)) }))
}

/** The tracks that have a text of one of some kinds, empty ones left out, in rising order. */
export function tracksWithTexts(database: LibraryDatabase, kinds: readonly TextKind[]): number[] {
  return prepared<{ trackId: number }>(
    database,
    `SELECT DISTINCT track_id AS trackId FROM texts WHERE kind IN (SELECT value FROM json_each(?))
       AND (trim(body, char(9, 10, 13, 32)) <> '' OR tokens IS NOT NULL) ORDER BY track_id`,
  )
    .all(JSON.stringify(kinds))
    .map(({ trackId }) => trackId)
}

/** Titles of tracks, `Artist – Title` where the artist is known, by id. */
export function trackNames(database: LibraryDatabase): Map<number, string> {
  const rows = prepared<{ id: number; title: string; artist: string }>(database, 'SELECT id, title, artist FROM tracks').all()
  return new Map(rows.map(({ id, title, artist }) => [id, artist.trim() === '' ? title : `${artist} – ${title}`]))
}

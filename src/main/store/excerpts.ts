import type { ChosenExcerpt } from '@shared/domain/excerpt-choice'
import { fail } from '@shared/domain/failure'
import type { Excerpt } from '@shared/contract/tracks'
import { presentHumanLabel } from './labels'
import { changesOne } from './changes-one'
import type { LibraryDatabase } from './library'

interface ExcerptRow {
  id: number
  trackId: number
  startSeconds: number
  endSeconds: number
}

/** A time range of a track, in seconds. */
export interface TimeRange {
  readonly startSeconds: number
  readonly endSeconds: number
}

const excerptColumns = 'id, track_id AS trackId, start_seconds AS startSeconds, end_seconds AS endSeconds'

/** Adds an excerpt. @param createdAt ISO 8601 */
export function insertExcerpt(database: LibraryDatabase, trackId: number, range: TimeRange, createdAt: string): Excerpt {
  const { lastInsertRowid } = database
    .prepare('INSERT INTO excerpts (track_id, start_seconds, end_seconds, created_at) VALUES (?, ?, ?, ?)')
    .run(trackId, range.startSeconds, range.endSeconds, createdAt)
  return excerptWithId(database, Number(lastInsertRowid))
}

/**
 * An excerpt with its present label.
 * @throws Failure `not-found` when there is none or it was deleted
 */
export function excerptWithId(database: LibraryDatabase, id: number): Excerpt {
  const row = database.prepare<[number], ExcerptRow>(`SELECT ${excerptColumns} FROM excerpts WHERE id = ? AND deleted_at IS NULL`).get(id)
  if (!row) fail('not-found', `There is no excerpt ${id}.`, 'It may have been deleted; undo brings it back.')
  return { ...row, label: presentHumanLabel(database, row.trackId, row.id) }
}

/** The excerpts of a track that are not deleted, by their start, each with its present label. */
export function excerptsOfTrack(database: LibraryDatabase, trackId: number): Excerpt[] {
  return database
    .prepare<[number], ExcerptRow>(
      `SELECT ${excerptColumns} FROM excerpts WHERE track_id = ? AND deleted_at IS NULL ORDER BY start_seconds, id`,
    )
    .all(trackId)
    .map((row) => ({ ...row, label: presentHumanLabel(database, trackId, row.id) }))
}

/** The excerpt of a track with these ends, to a millisecond; null when there is none, or it was deleted. */
export function excerptOfRange(database: LibraryDatabase, trackId: number, { startSeconds, endSeconds }: TimeRange): number | null {
  const found = database
    .prepare<[number, number, number], { id: number }>(
      `SELECT id FROM excerpts WHERE track_id = ? AND deleted_at IS NULL
         AND abs(start_seconds - ?) < 1e-3 AND abs(end_seconds - ?) < 1e-3 ORDER BY start_seconds, id LIMIT 1`,
    )
    .get(trackId, startSeconds, endSeconds)
  return found?.id ?? null
}

/**
 * Moves or resizes an excerpt; its labels stay with it.
 * @throws Failure `not-found`
 */
export function setExcerptRange(database: LibraryDatabase, id: number, range: TimeRange): void {
  const update = database.prepare('UPDATE excerpts SET start_seconds = ?, end_seconds = ? WHERE id = ?')
  changesOne(update.run(range.startSeconds, range.endSeconds, id), `excerpt ${id}`)
}

/**
 * Deletes an excerpt (it and its labels stay in the library, out of sight) or, with null, brings it back.
 * @throws Failure `not-found`
 */
export function setExcerptDeleted(database: LibraryDatabase, id: number, deletedAt: string | null): void {
  changesOne(database.prepare('UPDATE excerpts SET deleted_at = ? WHERE id = ?').run(deletedAt, id), `excerpt ${id}`)
}

/**
 * Checks that a track is there and gives the length of its audio.
 * @returns seconds; null for a track without audio
 * @throws Failure `not-found`
 */
export function durationOfTrack(database: LibraryDatabase, trackId: number): number | null {
  const row = database
    .prepare<[number], { durationSeconds: number | null }>(
      'SELECT files.duration_seconds AS durationSeconds FROM tracks LEFT JOIN files ON files.track_id = tracks.id WHERE tracks.id = ?',
    )
    .get(trackId)
  return row ? row.durationSeconds : fail('not-found', `There is no track ${trackId}.`, 'It may have been removed from the library.')
}

/** An excerpt with its own label that counts, and where that came from; nulls: it has none, or one of the other dimension alone. */
export interface LabelledExcerpt extends ChosenExcerpt {
  readonly trackId: number
  readonly source: 'human' | 'imported' | null
}

/**
 * The excerpts of all tracks that are not deleted, by track and start, each with the newest label that a person placed on it; where there
 * is none, or it was taken back, with the newest that was imported. A label of one dimension alone counts where no other has both.
 */
export function chosenExcerpts(database: LibraryDatabase): LabelledExcerpt[] {
  return database
    .prepare<[], LabelledExcerpt>(
      `WITH present AS (
         SELECT excerpt_id, source, coalesce(valence, CASE stated WHEN 'valence' THEN waiting END) AS valence,
           coalesce(arousal, CASE stated WHEN 'arousal' THEN waiting END) AS arousal,
           row_number() OVER (PARTITION BY excerpt_id ORDER BY valence IS NULL, source <> 'human') AS standing
         FROM labels
         WHERE id IN (SELECT max(id) FROM labels WHERE excerpt_id IS NOT NULL AND source IN ('human', 'imported')
           GROUP BY excerpt_id, source)
           AND coalesce(valence, waiting) IS NOT NULL
       )
       SELECT e.id AS excerptId, e.track_id AS trackId, e.start_seconds AS startSeconds, e.end_seconds AS endSeconds,
         p.valence, p.arousal, p.source
       FROM excerpts e LEFT JOIN present p ON p.excerpt_id = e.id AND p.standing = 1
       WHERE e.deleted_at IS NULL ORDER BY e.track_id, e.start_seconds, e.id`,
    )
    .all()
}

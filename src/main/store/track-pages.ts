import type { Plane, TrackFilter, TrackRow, TrackSort } from '@shared/contract/tracks'
import { type LabelSource, labelSources } from '@shared/domain/label'
import type { LibraryDatabase } from './library'
import { filterCondition, type SqlCondition } from './track-filter'

/** How many ids one answer holds at most. */
export const maximumTrackIds = 200_000

/** A statement with the values of its question marks. */
export interface SqlQuery {
  readonly sql: string
  readonly parameters: readonly (string | number)[]
}

const trackColumns: Partial<Record<TrackSort['by'], string>> = {
  title: 'title COLLATE NOCASE',
  artist: 'artist COLLATE NOCASE',
  album: 'album COLLATE NOCASE',
}
const labelColumns: Partial<Record<TrackSort['by'], string>> = { valence: 'valence', arousal: 'arousal', source: 'source' }

/**
 * The queries whose ids, one after the other, are the tracks of a filter in the order of a sort. Without a filter an
 * index gives the order; with one SQLite may rather collect what the filter finds and sort that.
 * Tracks without the sorted value (no label, no audio) come last in both directions; the order of creation is that of ids.
 */
export function trackIdQueries(filter: TrackFilter, sort: TrackSort): SqlQuery[] {
  const condition = filterCondition(filter)
  const direction = sort.direction === 'ascending' ? 'ASC' : 'DESC'
  const ownColumn = trackColumns[sort.by]
  if (ownColumn)
    return [query(`SELECT t.id FROM tracks t WHERE ${condition.sql} ORDER BY t.${ownColumn} ${direction}, t.id ${direction}`, condition)]
  const labelColumn = labelColumns[sort.by]
  if (labelColumn) return sideQueries(condition, 'current_labels', labelColumn, direction)
  if (sort.by === 'durationSeconds') return sideQueries(condition, 'files', 'duration_seconds', direction)
  return [query(`SELECT t.id FROM tracks t WHERE ${condition.sql} ORDER BY t.id ${direction}`, condition)]
}

function sideQueries(condition: SqlCondition, table: string, column: string, direction: string): SqlQuery[] {
  return [
    // CROSS JOIN keeps SQLite from turning the loops around and sorting.
    query(
      `SELECT s.track_id FROM ${table} s CROSS JOIN tracks t ON t.id = s.track_id WHERE ${condition.sql}
       ORDER BY s.${column} ${direction}, s.track_id ${direction}`,
      condition,
    ),
    query(`SELECT t.id FROM tracks t WHERE t.id NOT IN (SELECT track_id FROM ${table}) AND (${condition.sql}) ORDER BY t.id`, condition),
  ]
}

const query = (sql: string, condition: SqlCondition): SqlQuery => ({ sql, parameters: condition.parameters })

/** Ids of all tracks of a filter in the order of a sort, at most `maximumTrackIds`. */
export function trackIds(database: LibraryDatabase, filter: TrackFilter, sort: TrackSort): Int32Array {
  const ids = trackIdQueries(filter, sort).flatMap(({ sql, parameters }) =>
    database
      .prepare<unknown[], number>(sql)
      .pluck()
      .all(...parameters),
  )
  return Int32Array.from(ids.slice(0, maximumTrackIds))
}

interface StoredRow extends Omit<TrackRow, 'hasAudio' | 'missingAudio' | 'hasLyrics' | 'hasComments' | 'synthetic'> {
  readonly hasAudio: number
  readonly missingAudio: number
  readonly hasLyrics: number
  readonly hasComments: number
  readonly synthetic: number
}

const rowsSql = `
  SELECT t.id, t.external_id AS externalId, t.title, t.artist, t.album, f.duration_seconds AS durationSeconds,
    c.valence, c.arousal, c.source, coalesce(c.excerpts, 0) AS labelledExcerpts,
    f.track_id IS NOT NULL AS hasAudio, coalesce(f.missing, 0) AS missingAudio,
    EXISTS (SELECT 1 FROM texts x WHERE x.track_id = t.id AND x.kind = 'lyrics') AS hasLyrics,
    EXISTS (SELECT 1 FROM texts x WHERE x.track_id = t.id AND x.kind = 'comments') AS hasComments, t.synthetic
  FROM json_each(?) wanted JOIN tracks t ON t.id = wanted.value
    LEFT JOIN files f ON f.track_id = t.id LEFT JOIN current_labels c ON c.track_id = t.id
  ORDER BY wanted.key`

/** Rows of the given tracks, in the given order; ids that are gone are left out. */
export function trackRows(database: LibraryDatabase, ids: ArrayLike<number>): TrackRow[] {
  const rows = database.prepare<unknown[], StoredRow>(rowsSql).all(JSON.stringify(Array.from(ids)))
  return rows.map((row) => ({
    ...row,
    hasAudio: row.hasAudio === 1,
    missingAudio: row.missingAudio === 1,
    hasLyrics: row.hasLyrics === 1,
    hasComments: row.hasComments === 1,
    synthetic: row.synthetic === 1,
  }))
}

/** All labelled tracks of a filter as parallel arrays, in the order of ids; see `planeSchema`. */
export function trackPlane(database: LibraryDatabase, filter: TrackFilter): Plane {
  const condition = filterCondition(filter)
  const all = condition.sql === 'TRUE'
  const sql = all
    ? 'SELECT track_id, valence, arousal, source FROM current_labels ORDER BY track_id'
    : `SELECT t.id, s.valence, s.arousal, s.source FROM tracks t JOIN current_labels s ON s.track_id = t.id
       WHERE ${condition.sql} ORDER BY t.id`
  const rows = database
    .prepare<unknown[], [number, number, number, LabelSource]>(sql)
    .raw()
    .all(...condition.parameters)
  const plane: Plane = {
    trackIds: new Int32Array(rows.length),
    valence: new Float32Array(rows.length),
    arousal: new Float32Array(rows.length),
    source: new Uint8Array(rows.length),
  }
  rows.forEach(([trackId, valence, arousal, source], index) => {
    plane.trackIds[index] = trackId
    plane.valence[index] = valence
    plane.arousal[index] = arousal
    plane.source[index] = labelSources.indexOf(source)
  })
  return plane
}

import type { TrackKey } from '../../store/track-matcher'
import type { CsvRow } from './csv-table'
import type { ColumnMapping, ColumnMeaning } from './column-mapping'

/** Takes the cell of a meaning out of a row; empty text where the table has no such column. */
export type CellReader = (row: CsvRow, meaning: ColumnMeaning) => string

/** Prepares reading cells by their meaning. */
export function cellReader(columns: readonly string[], mapping: ColumnMapping): CellReader {
  const positions = new Map(Object.entries(mapping).map(([meaning, column]) => [meaning, columns.indexOf(column)]))
  return (row, meaning) => row.cells[positions.get(meaning) ?? -1] ?? ''
}

/** What a row says of its track; a `track` column may hold an id, a path or a file name. */
export function rowKey(row: CsvRow, cell: CellReader): TrackKey {
  return trackKey({ track: cell(row, 'track'), path: cell(row, 'path'), artist: cell(row, 'artist'), title: cell(row, 'title') })
}

/** Makes a key of the fields that are known; an empty text is unknown. */
export function trackKey(known: { track?: string; path?: string; artist?: string; title?: string }): TrackKey {
  const path = known.path || known.track
  return {
    ...(known.track ? { externalId: known.track } : {}),
    ...(path ? { path } : {}),
    ...(known.artist ? { artist: known.artist } : {}),
    ...(known.title ? { title: known.title } : {}),
  }
}

/** How a person reads a key. */
export function describeKey(key: TrackKey): string {
  return key.externalId ?? key.path ?? [key.artist, key.title].filter(Boolean).join(' – ')
}

/** Two rows with the same text here name the same track. */
export function keyText(key: TrackKey): string {
  return JSON.stringify([key.externalId, key.path, key.artist, key.title])
}

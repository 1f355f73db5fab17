import { z } from 'zod'
import type { TimeRange } from '@shared/domain/excerpt-rule'
import type { GivenCoordinates } from '@shared/domain/one-dimension'
import { fromScale, isOnPlane, rangeOfScale, type Scale } from '@shared/domain/plane'
import { requireMeanings, resolveMapping } from './column-mapping'
import { parseCsvTable } from './csv-table'
import { type ImportRow, type ImportTable, looksLikeJson, previewRowCount, type TableOptions } from './import-table'
import { readTextFile } from '../../files/read-text'
import { type JsonEntry, jsonEntries, jsonSampleRows } from './json-entries'
import { cellReader, describeKey, rowKey } from './row-identity'

/**
 * Reads labels: a CSV table with columns for valence and arousal, or JSON of {valence, arousal} by track or as a list; Parquet as such a
 * list (`withParquetAsJson`).
 * `startSeconds` and `endSeconds`, where a row has them, name an excerpt of the track. A row, or the whole file, may give one dimension
 * alone.
 * @param scale what the file's numbers mean; the result is on −1…1
 */
export function readLabelTable(options: TableOptions, scale: Scale): ImportTable<ImportedLabel> {
  const { text, encoding } = options.content ?? readTextFile(options.path, options.encoding)
  if (looksLikeJson(text)) return readJson(jsonEntries(text, options.path), encoding, scale)
  const table = parseCsvTable(text)
  const mapping = resolveMapping(table.columns, options.mapping)
  const needed = mapping.valence === undefined && mapping.arousal === undefined ? (['valence', 'arousal'] as const) : []
  requireMeanings(mapping, table.columns, needed)
  const cell = cellReader(table.columns, mapping)
  const read = table.rows.map((row) => {
    const key = rowKey(row, cell)
    return {
      where: `line ${row.line} (${describeKey(key)})`,
      key,
      label: withRange(
        readPoint(cell(row, 'valence'), cell(row, 'arousal'), scale, `Line ${row.line}`),
        readRange(cell(row, 'startSeconds'), cell(row, 'endSeconds'), `Line ${row.line}`),
      ),
    }
  })
  return {
    format: 'csv-long',
    encoding,
    columns: table.columns,
    mapping,
    ...rowsAndProblems(read, table.problems),
    sampleRows: table.rows.slice(0, previewRowCount).map(({ cells }) => cells),
  }
}

/** A label of a file: of a whole track, or of the excerpt between two times. */
export interface ImportedLabel extends GivenCoordinates {
  readonly range: TimeRange | null
}

type ReadEntry = Pick<ImportRow<ImportedLabel>, 'where' | 'key'> & { readonly label: ImportedLabel | string }

function rowsAndProblems(read: readonly ReadEntry[], others: readonly string[]): Pick<ImportTable<ImportedLabel>, 'rows' | 'problems'> {
  const rows = read.flatMap(({ where, key, label }) => {
    if (typeof label === 'string') return []
    const part = label.range ? { part: `${label.range.startSeconds}…${label.range.endSeconds} s` } : {}
    return [{ where, key, ...part, names: { artist: key.artist ?? '', title: key.title ?? '' }, value: label }]
  })
  const problems = read.flatMap(({ label }) => (typeof label === 'string' ? [label] : []))
  return { rows, problems: [...others, ...problems] }
}

const numeral = z.union([z.number(), z.string()])
const cellSchema = numeral.nullish().transform((value) => value ?? '')
const labelSchema = z.object({ valence: cellSchema, arousal: cellSchema, startSeconds: cellSchema, endSeconds: cellSchema })

function readJson(entries: readonly JsonEntry[], encoding: string, scale: Scale): ImportTable<ImportedLabel> {
  const read = entries.map(({ where, key, value }) => {
    const label = labelSchema.safeParse(value)
    if (!label.success) return { where, key, label: `${where} holds no valence and arousal.` }
    const { valence, arousal, startSeconds, endSeconds } = label.data
    return { where, key, label: withRange(readPoint(valence, arousal, scale, where), readRange(startSeconds, endSeconds, where)) }
  })
  return {
    format: 'json',
    encoding,
    columns: ['track', 'valence', 'arousal'],
    mapping: {},
    ...rowsAndProblems(read, []),
    sampleRows: jsonSampleRows(entries, previewRowCount),
  }
}

/** The coordinates on −1…1, null for one that is not given, or a sentence that says what is wrong. */
function readPoint(valenceText: string | number, arousalText: string | number, scale: Scale, where: string): GivenCoordinates | string {
  if (valenceText === '' && arousalText === '') return `${where} holds no valence and arousal.`
  const [valence = null, arousal = null] = [valenceText, arousalText].map((text) => (text === '' ? null : Number(text)))
  if (valence !== null && !Number.isFinite(valence)) return `${where}: the valence "${valenceText}" is not a number.`
  if (arousal !== null && !Number.isFinite(arousal)) return `${where}: the arousal "${arousalText}" is not a number.`
  const point = {
    valence: valence === null ? null : fromScale(valence, scale),
    arousal: arousal === null ? null : fromScale(arousal, scale),
  }
  if (isOnPlane({ valence: point.valence ?? 0, arousal: point.arousal ?? 0 }))
    return { valence: clampToPlane(point.valence), arousal: clampToPlane(point.arousal) }
  const { low, high } = rangeOfScale(scale)
  if (valence !== null && arousal !== null) return `${where}: valence ${valence} and arousal ${arousal} do not both lie in ${low}…${high}.`
  return `${where}: ${valence === null ? `arousal ${arousal}` : `valence ${valence}`} does not lie in ${low}…${high}.`
}

/** The range of an excerpt in seconds, null for a whole track, or a sentence that says what is wrong. */
function readRange(startText: string | number, endText: string | number, where: string): TimeRange | string | null {
  if (startText === '' && endText === '') return null
  const [startSeconds, endSeconds] = [startText, endText].map((text) => (text === '' ? Number.NaN : Number(text)))
  const isRange = startSeconds !== undefined && endSeconds !== undefined && startSeconds >= 0 && endSeconds > startSeconds
  if (isRange && Number.isFinite(endSeconds)) return { startSeconds, endSeconds }
  return `${where}: "${startText}" to "${endText}" seconds are no excerpt.`
}

function withRange(point: GivenCoordinates | string, range: TimeRange | string | null): ImportedLabel | string {
  if (typeof point === 'string') return point
  return typeof range === 'string' ? range : { ...point, range }
}

/** Takes away the rounding that `isOnPlane` allows. */
const clampToPlane = (value: number | null): number | null => (value === null ? null : Math.min(1, Math.max(-1, value)))

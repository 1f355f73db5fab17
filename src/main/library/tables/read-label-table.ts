import { z } from 'zod'
import { fromScale, isOnPlane, type PlanePoint, rangeOfScale, type Scale } from '@shared/domain/plane'
import { requireMeanings, resolveMapping } from './column-mapping'
import { parseCsvTable } from './csv-table'
import { type ImportRow, type ImportTable, looksLikeJson, previewRowCount, type TableOptions } from './import-table'
import { readTextFile } from '../../files/read-text'
import { type JsonEntry, jsonEntries, jsonSampleRows } from './json-entries'
import { cellReader, describeKey, rowKey } from './row-identity'

/**
 * Reads labels: a CSV table with columns for valence and arousal, or JSON of {valence, arousal} by track or as a list.
 * @param scale what the file's numbers mean; the result is on −1…1
 */
export function readLabelTable(options: TableOptions, scale: Scale): ImportTable<PlanePoint> {
  const { text, encoding } = readTextFile(options.path, options.encoding)
  if (looksLikeJson(text)) return readJson(jsonEntries(text, options.path), encoding, scale)
  const table = parseCsvTable(text)
  const mapping = resolveMapping(table.columns, options.mapping)
  requireMeanings(mapping, table.columns, ['valence', 'arousal'])
  const cell = cellReader(table.columns, mapping)
  const read = table.rows.map((row) => {
    const key = rowKey(row, cell)
    return {
      where: `line ${row.line} (${describeKey(key)})`,
      key,
      point: readPoint(cell(row, 'valence'), cell(row, 'arousal'), scale, `Line ${row.line}`),
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

type ReadEntry = Pick<ImportRow<PlanePoint>, 'where' | 'key'> & { readonly point: PlanePoint | string }

function rowsAndProblems(read: readonly ReadEntry[], others: readonly string[]): Pick<ImportTable<PlanePoint>, 'rows' | 'problems'> {
  const rows = read.flatMap(({ where, key, point }) =>
    typeof point === 'string' ? [] : [{ where, key, names: { artist: key.artist ?? '', title: key.title ?? '' }, value: point }],
  )
  const problems = read.flatMap(({ point }) => (typeof point === 'string' ? [point] : []))
  return { rows, problems: [...others, ...problems] }
}

const labelSchema = z.object({ valence: z.union([z.number(), z.string()]), arousal: z.union([z.number(), z.string()]) })

function readJson(entries: readonly JsonEntry[], encoding: string, scale: Scale): ImportTable<PlanePoint> {
  const read = entries.map(({ where, key, value }) => {
    const label = labelSchema.safeParse(value)
    const point = label.success ? readPoint(label.data.valence, label.data.arousal, scale, where) : `${where} holds no valence and arousal.`
    return { where, key, point }
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

/** The point on −1…1, or a sentence that says what is wrong. */
function readPoint(valenceText: string | number, arousalText: string | number, scale: Scale, where: string): PlanePoint | string {
  const [valence, arousal] = [valenceText, arousalText].map((text) => (text === '' ? Number.NaN : Number(text)))
  if (valence === undefined || !Number.isFinite(valence)) return `${where}: the valence "${valenceText}" is not a number.`
  if (arousal === undefined || !Number.isFinite(arousal)) return `${where}: the arousal "${arousalText}" is not a number.`
  const point = { valence: fromScale(valence, scale), arousal: fromScale(arousal, scale) }
  const { low, high } = rangeOfScale(scale)
  if (!isOnPlane(point)) return `${where}: valence ${valence} and arousal ${arousal} do not both lie in ${low}…${high}.`
  return { valence: clampToPlane(point.valence), arousal: clampToPlane(point.arousal) }
}

/** Takes away the rounding that `isOnPlane` allows. */
const clampToPlane = (value: number): number => Math.min(1, Math.max(-1, value))

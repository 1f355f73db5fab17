import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { TrackKey } from '../../store/track-matcher'
import { type ColumnMapping, guessMapping, requireMeanings, resolveMapping } from './column-mapping'
import { type CsvTable, type CsvRow, parseCsvTable } from './csv-table'
import { type ImportRow, type ImportTable, looksLikeJson, previewRowCount, type TableOptions } from './import-table'
import { readTextFile } from '../../files/read-text'
import { type JsonEntry, jsonEntries, jsonSampleRows } from './json-entries'
import { type CellReader, cellReader, describeKey, keyText, rowKey } from './row-identity'
import { songInfoNames, songInfoSchema, type SongInfoNames } from './song-info'
import { collectTags, readTagForms, type TagCount } from './tag-counts'

/**
 * Reads a file of social tags: CSV `track,tag,count`, CSV with a column for each tag, JSON in several forms, the reference
 * annotations (with data_info.json when it lies beside them), or data_info.json alone (names without tags).
 */
export function readTagTable(options: TableOptions): ImportTable<readonly TagCount[]> {
  const { text, encoding } = readTextFile(options.path, options.encoding)
  if (looksLikeJson(text)) return readJson(jsonEntries(text, options.path), encoding, options)
  const table = parseCsvTable(text)
  const mapping = resolveMapping(table.columns, options.mapping)
  const long = mapping.tag !== undefined
  requireMeanings(mapping, table.columns, [])
  const read = long ? readLong(table, mapping) : readWide(table, mapping)
  const sampleRows = table.rows.slice(0, previewRowCount).map(({ cells }) => cells)
  return {
    format: long ? 'csv-long' : 'csv-wide',
    encoding,
    columns: table.columns,
    mapping,
    sampleRows,
    rows: read.rows,
    problems: [...table.problems, ...read.problems],
  }
}

interface ReadRows {
  readonly rows: ImportRow<readonly TagCount[]>[]
  readonly problems: string[]
}

function readLong(table: CsvTable, mapping: ColumnMapping): ReadRows {
  const cell = cellReader(table.columns, mapping)
  const counted = mapping.count !== undefined
  const tracks = new Map<string, { key: TrackKey; line: number; entries: { tag: string; count: string | number; where: string }[] }>()
  for (const row of table.rows) {
    const key = rowKey(row, cell)
    const track = tracks.get(keyText(key)) ?? { key, line: row.line, entries: [] }
    tracks.set(keyText(key), track)
    track.entries.push({ tag: cell(row, 'tag'), count: counted ? cell(row, 'count') : 1, where: `Line ${row.line}` })
  }
  const read = [...tracks.values()].map(({ key, line, entries }) => ({ key, line, ...collectTags(entries) }))
  return { rows: read.map(({ key, line, tags }) => toRow(key, line, tags)), problems: read.flatMap(({ problems }) => problems) }
}

function readWide(table: CsvTable, mapping: ColumnMapping): ReadRows {
  const cell = cellReader(table.columns, mapping)
  const named = new Set(Object.values({ ...guessMapping(table.columns), ...mapping, count: undefined }))
  const tagColumns = table.columns.map((name, position) => ({ name, position })).filter(({ name }) => !named.has(name))
  const read = table.rows.map((row) => readWideRow(row, tagColumns, cell))
  return { rows: read.map(({ row }) => row), problems: read.flatMap(({ problems }) => problems) }
}

function readWideRow(row: CsvRow, tagColumns: readonly { name: string; position: number }[], cell: CellReader) {
  const entries = tagColumns
    .map(({ name, position }) => ({ tag: name, count: row.cells[position] ?? '', where: `Line ${row.line}, column "${name}"` }))
    .filter(({ count }) => count !== '')
  const { tags, problems } = collectTags(entries)
  return { row: toRow(rowKey(row, cell), row.line, tags), problems }
}

function toRow(key: TrackKey, line: number, value: readonly TagCount[]): ImportRow<readonly TagCount[]> {
  return { where: `line ${line} (${describeKey(key)})`, key, names: { artist: key.artist ?? '', title: key.title ?? '' }, value }
}

const annotationSchema = z.object({ emotion_tags: z.unknown() })
const taggedSchema = z.object({ tags: z.unknown() })

function readJson(entries: readonly JsonEntry[], encoding: string, options: TableOptions): ImportTable<readonly TagCount[]> {
  const annotations = entries.length > 0 && entries.every(({ value }) => annotationSchema.safeParse(value).data?.emotion_tags !== undefined)
  const infoOnly = !annotations && entries.length > 0 && entries.every(({ value }) => songInfoSchema.safeParse(value).success)
  const names = annotations ? namesBeside(options) : new Map<string, SongInfoNames>()
  const read = entries.map(({ where, key, value }) => {
    const { tags, problems } = infoOnly ? { tags: [], problems: [] } : readTagForms(tagsIn(value), where)
    const found = infoOnly ? songInfoNames(value) : names.get(key.externalId ?? '')
    return {
      row: { where, key: { ...key, ...found }, names: found ?? { artist: key.artist ?? '', title: key.title ?? '' }, value: tags },
      problems,
    }
  })
  return {
    format: annotations || infoOnly ? 'reference-annotations' : 'json',
    encoding,
    columns: ['track', 'tags'],
    mapping: {},
    sampleRows: jsonSampleRows(entries, previewRowCount),
    rows: read.map(({ row }) => row),
    problems: read.flatMap(({ problems }) => problems),
  }
}

function tagsIn(value: unknown): unknown {
  return annotationSchema.safeParse(value).data?.emotion_tags ?? taggedSchema.safeParse(value).data?.tags ?? value
}

/** Artist and title by external id, from the data_info.json beside the annotations; none when there is no such file. */
function namesBeside({ path, encoding }: TableOptions): Map<string, SongInfoNames> {
  const infoPath = join(dirname(path), 'data_info.json')
  if (!existsSync(infoPath)) return new Map()
  const entries = jsonEntries(readTextFile(infoPath, encoding).text, infoPath)
  return new Map(entries.map(({ key, value }) => [key.externalId ?? '', songInfoNames(value)]))
}

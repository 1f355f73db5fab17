import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { type ArchiveCellKind, archiveColumnNames, archiveColumns, type ArchiveRow } from '@shared/domain/archive-columns'
import { type CsvCell, csvLines } from '@shared/domain/csv'
import { fail } from '@shared/domain/failure'
import { type RawPart, type RawRecord, readDetail } from './raw-record'

/** The first line of a label archive as CSV. */
export const archiveCsvHead = csvLines([archiveColumnNames])

/** Rows of a label archive as CSV: one line a record, its details as JSON in the last column. */
export const archiveCsvLines = (rows: readonly ArchiveRow[]): string =>
  csvLines(rows.map((row) => archiveColumnNames.map((column) => csvCell(row[column]))))

/** `csvLines` puts an apostrophe before what a spreadsheet takes for a formula: one that is there already gets another. */
function csvCell(cell: unknown): CsvCell {
  if (cell === null || typeof cell === 'number') return cell
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell)
  return text.startsWith("'") ? `'${text}` : text
}

/** The delimiter of an archive's table, from its first line; null where the columns are not those of an archive. */
function delimiterOf(text: string): string | null {
  const [line = ''] = text
    .slice(0, 2000)
    .replace(/^\uFEFF/u, '')
    .split(/[\r\n]/u)
  const delimiter = /^"?record"?([,;\t])/u.exec(line)?.[1] ?? null
  return delimiter !== null && line.includes('detail') ? delimiter : null
}

/** Whether a text is a label archive as CSV, by its first line. */
export const isArchiveCsv = (text: string): boolean => delimiterOf(text) !== null

/** Bytes that are parsed, and rows that are handed on, at once. */
const bytesAtOnce = 1 << 16
const rowsOfPart = 2000

interface CsvRow {
  readonly record: readonly string[]
  readonly info: { readonly lines: number; readonly bytes: number }
}

/**
 * Reads the rows of a label archive, part by part: cells as `archiveColumns` says, empty ones as null; one that is not of its column's kind
 * stays text.
 * @param text in UTF-8
 * @param path for messages
 * @throws Failure `file-invalid` where the quotes do not fit
 */
export async function* readArchiveCsv(text: Uint8Array, path: string): AsyncGenerator<RawPart> {
  const delimiter = delimiterOf(new TextDecoder().decode(text.subarray(0, 2000))) ?? ','
  const options = { delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true }
  // The package's types do not know that `info` changes what comes.
  const rows: AsyncIterable<CsvRow> = Readable.from(slicesOf(text)).pipe(parse(options))
  let columns: readonly string[] | null = null
  let records: RawRecord[] = []
  try {
    for await (const { record, info } of rows) {
      if (columns === null) columns = record
      else records.push(rawRecord(columns, record, info.lines))
      if (records.length < rowsOfPart) continue
      yield { records, share: info.bytes / text.length }
      records = []
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    fail('file-invalid', `${path} cannot be read: ${error.message}`, 'Check the quotes of this line, or export the labels anew.')
  }
  yield { records, share: 1 }
}

function* slicesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += bytesAtOnce) yield bytes.subarray(start, start + bytesAtOnce)
}

const rawRecord = (columns: readonly string[], record: readonly string[], line: number): RawRecord => ({
  where: `line ${line}`,
  cells: Object.fromEntries(columns.map((column, index) => [column, cellOf(column, record[index] ?? '')])),
})

const kinds: ReadonlyMap<string, ArchiveCellKind> = new Map(Object.entries(archiveColumns))

function cellOf(column: string, written: string): unknown {
  const text = written.startsWith("'") ? written.slice(1) : written
  if (text === '') return null
  return readers[kinds.get(column) ?? 'text'](text)
}

const numberOr = (text: string): number | string => (text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text))

const readers: Readonly<Record<ArchiveCellKind, (text: string) => unknown>> = {
  text: (text) => text,
  integer: numberOr,
  number: numberOr,
  boolean: (text) => ({ true: true, false: false })[text.toLowerCase()] ?? text,
  json: readDetail,
}

import { CsvError, parse } from 'csv-parse/sync'
import { type ArchiveCellKind, archiveColumnNames, archiveColumns, type ArchiveRow } from '@shared/domain/archive-columns'
import { type CsvCell, csvText } from '@shared/domain/csv'
import { fail } from '@shared/domain/failure'
import { type RawRecord, readDetail } from './raw-record'

/** A label archive as CSV: one row a record, its details as JSON in the last column. */
export function archiveCsv(rows: readonly ArchiveRow[]): string {
  return csvText(
    archiveColumnNames,
    rows.map((row) => archiveColumnNames.map((column) => csvCell(row[column]))),
  )
}

/** `csvText` puts an apostrophe before what a spreadsheet takes for a formula: one that is there already gets another. */
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

/**
 * Reads the rows of a label archive: cells as `archiveColumns` says, empty ones as null; one that is not of its column's kind stays text.
 * @throws Failure `file-invalid` where the quotes do not fit
 */
export function readArchiveCsv(text: string, path: string): RawRecord[] {
  const options = { delimiter: delimiterOf(text) ?? ',', bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const
  try {
    // The package's types do not know that `info` changes what is returned.
    const parsed: unknown = parse(text, options)
    const [head, ...records] = parsed as { record: string[]; info: { lines: number } }[]
    return records.map(({ record, info }) => ({
      where: `line ${info.lines}`,
      cells: Object.fromEntries((head?.record ?? []).map((column, index) => [column, cellOf(column, record[index] ?? '')])),
    }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return fail('file-invalid', `${path} cannot be read: ${error.message}`, 'Check the quotes of this line, or export the labels anew.')
  }
}

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

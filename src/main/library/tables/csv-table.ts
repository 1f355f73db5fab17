import { CsvError, parse } from 'csv-parse/sync'
import { fail } from '@shared/domain/failure'

/** A line of a table: its cells, and its number in the file (the header is line 1). */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** A table file as it stands. */
export interface CsvTable {
  readonly delimiter: string
  readonly columns: readonly string[]
  readonly rows: readonly CsvRow[]
  /** Rows that do not fit the header, one sentence each. */
  readonly problems: readonly string[]
}

interface RecordWithInfo {
  readonly record: string[]
  readonly info: { readonly lines: number }
}

const delimiters = [',', '\t', ';', '|'] as const

/**
 * Reads a table whose first line names its columns; the delimiter is found out.
 * @param text the whole file
 * @throws Failure `file-invalid` when it is no table
 */
export function parseCsvTable(text: string): CsvTable {
  const delimiter = detectDelimiter(text)
  const [header, ...rows] = parseRows(text, delimiter)
  if (!header || header.cells.every((cell) => cell === ''))
    fail('file-invalid', 'The file is empty.', 'The first line must name the columns.')
  const width = header.cells.length
  const fitting = rows.filter(({ cells }) => cells.length === width)
  const problems = rows
    .filter(({ cells }) => cells.length !== width)
    .map(({ line, cells }) => `Line ${line} has ${cells.length} columns; the header has ${width}.`)
  return { delimiter, columns: header.cells, rows: fitting, problems }
}

/** The delimiter that stands equally often, and most often, in the first lines. */
export function detectDelimiter(text: string): string {
  const lines = text
    .slice(0, 50_000)
    .split(/\r\n|\r|\n/u)
    .filter((line) => line !== '')
    .slice(0, 20)
    .map(withoutQuotedParts)
  const first = lines[0] ?? ''
  const scored = delimiters.map((delimiter) => {
    const expected = first.split(delimiter).length
    const agreeing = lines.filter((line) => line.split(delimiter).length === expected).length
    return { delimiter, score: expected > 1 ? (agreeing / lines.length) * Math.min(expected, 4) : 0 }
  })
  return scored.reduce((best, candidate) => (candidate.score > best.score ? candidate : best)).delimiter
}

const withoutQuotedParts = (line: string): string => line.replace(/"[^"]*"/gu, '""')

function parseRows(text: string, delimiter: string): CsvRow[] {
  try {
    const options = { delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const
    // The package's types do not know that `info` changes what is returned.
    const records: unknown = parse(text, options)
    return (records as RecordWithInfo[]).map(({ record, info }) => ({ line: info.lines, cells: record }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return fail(
      'file-invalid',
      `The table cannot be read: ${error.message}`,
      'Check the quotes of this line; a quote inside a quoted cell is doubled.',
    )
  }
}

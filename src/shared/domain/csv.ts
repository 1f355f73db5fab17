/** What a cell of a table may hold; null is an empty cell. */
export type CsvCell = string | number | null

/**
 * Text of a CSV file (RFC 4180, lines end in LF, UTF-8): a head and rows. Text that a spreadsheet would take for a formula gets an
 * apostrophe in front; numbers stay as they are.
 * @param columns names of the columns, in the order of the cells
 */
export function csvText(columns: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  return csvLines([columns]) + csvLines(rows)
}

/** Rows of a table as `csvText` writes them, without a head. */
export function csvLines(rows: Iterable<readonly CsvCell[]>): string {
  return Array.from(rows, (row) => `${row.map(csvField).join(',')}\n`).join('')
}

/** One cell as it stands in the file. */
export function csvField(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  const guarded = /^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/u.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/** What a cell of a table may hold; null is an empty cell. */
export type CsvCell = string | number | null

/**
 * Text of a CSV file (RFC 4180, lines end in LF, UTF-8): a head and rows. Text that a spreadsheet would take for a formula gets an
 * apostrophe in front; numbers stay as they are.
 * @param columns names of the columns, in the order of the cells
 */
export function csvText(columns: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  const lines = [columns.map(csvField).join(',')]
  for (const row of rows) lines.push(row.map(csvField).join(','))
  return `${lines.join('\n')}\n`
}

/** One cell as it stands in the file. */
export function csvField(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  const guarded = /^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/u.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

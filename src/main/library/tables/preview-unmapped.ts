import { statSync } from 'node:fs'
import type { ImportPreview } from '@shared/contract/library'
import { asFailure, type Failure } from '@shared/domain/failure'
import { guessMapping } from './column-mapping'
import { parseCsvTable } from './csv-table'
import { looksLikeJson, previewRowCount, type TableOptions } from './import-table'
import { readTextFile } from '../../files/read-text'

/**
 * Previews a table; where its columns do not say what they mean, shows them with the first rows, so that a person can say it.
 * @param preview reads the file with the mapping as it is
 * @throws Failure of `preview` when the file is no table at all
 */
export function previewOrColumns(options: TableOptions, preview: () => ImportPreview): ImportPreview {
  try {
    return preview()
  } catch (error) {
    const failure = asFailure(error)
    const columns = failure.code === 'file-invalid' ? columnsOnly(options, failure) : null
    if (columns) return columns
    throw failure
  }
}

function columnsOnly(options: TableOptions, failure: Failure): ImportPreview | null {
  if (options.content !== undefined || statSync(options.path).isDirectory()) return null
  const { text, encoding } = readTextFile(options.path, options.encoding)
  if (looksLikeJson(text)) return null
  const table = parseCsvTable(text)
  if (table.columns.length < 2) return null
  return {
    path: options.path,
    format: 'csv-long',
    encoding,
    columns: [...table.columns],
    mapping: { ...(options.mapping ?? guessMapping(table.columns)) },
    sampleRows: table.rows.slice(0, previewRowCount).map(({ cells }) => cells.map((cell) => cell.slice(0, 200))),
    rows: table.rows.length,
    matched: 0,
    created: 0,
    unmatched: [],
    problems: [failure.message],
  }
}

import { statSync } from 'node:fs'
import { isParquet, parquetRows } from '../../files/parquet'
import { readRegularFileSync } from '../../files/regular-file'
import type { TableOptions } from './import-table'

/**
 * Reads the rows of a Parquet file as a JSON list, so that it is imported as one; other files are left to their reader.
 * @throws Failure `file-invalid` for a damaged Parquet file
 */
export async function withParquetAsJson<Options extends TableOptions>(options: Options): Promise<Options> {
  if (!statSync(options.path, { throwIfNoEntry: false })?.isFile()) return options
  const bytes = readRegularFileSync(options.path)
  if (!isParquet(bytes)) return options
  const rows = await parquetRows(bytes, options.path)
  return { ...options, content: { text: JSON.stringify(rows), encoding: 'Parquet' } }
}

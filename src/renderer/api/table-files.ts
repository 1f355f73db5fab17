import { type TableFormat, tableFormatOf } from '@shared/domain/table-format'
import { call } from './client'

const filters = [
  { name: 'CSV', extensions: ['csv'] },
  { name: 'JSON', extensions: ['json'] },
  { name: 'Parquet', extensions: ['parquet'] },
]

/** A table about to be written. */
export interface ChosenTable {
  readonly path: string
  readonly format: TableFormat
}

/**
 * Asks where a table is to be saved; its format is what the ending says, else CSV.
 * @param name of the file, without its ending
 * @returns null when the user cancels
 */
export async function chooseTable(title: string, name: string): Promise<ChosenTable | null> {
  const path = await call('app.chooseSave', { title, defaultName: `${name}.csv`, filters })
  return path === null ? null : { path, format: tableFormatOf(path) ?? 'csv' }
}

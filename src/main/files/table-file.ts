import { type CsvCell, csvText } from '@shared/domain/csv'
import type { TableFormat } from '@shared/domain/table-format'
import { parquetBytes, type ParquetType } from './parquet'

/** The columns of a table, in their order, each with the type that it has in Parquet. */
export type TableColumns<Name extends string> = Readonly<Record<Name, ParquetType>>

/** A row: a cell for each column; null is an empty one. */
export type TableRow<Name extends string> = Readonly<Record<Name, CsvCell>>

/**
 * A table as a file holds it: CSV with a head, JSON (an array of objects), or Parquet. Cells that no column names are left out.
 * @param columns in the order in which they are written
 */
export function tableContent<Name extends string>(
  format: TableFormat,
  columns: TableColumns<Name>,
  rows: readonly TableRow<Name>[],
): string | Uint8Array {
  const names = namesOf(columns)
  return writers[format](
    names,
    rows.map((row) => names.map((name) => row[name])),
    columns,
  )
}

function namesOf<Name extends string>(columns: TableColumns<Name>): Name[] {
  return Object.keys(columns) as Name[]
}

type Writer = (names: readonly string[], rows: readonly CsvCell[][], types: Readonly<Record<string, ParquetType>>) => string | Uint8Array

const writers: Readonly<Record<TableFormat, Writer>> = {
  csv: csvText,
  json: (names, rows) =>
    `${JSON.stringify(
      rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? null]))),
      null,
      1,
    )}\n`,
  parquet: (names, rows, types) =>
    parquetBytes(names.map((name, index) => ({ name, type: types[name] ?? 'STRING', cells: rows.map((row) => row[index] ?? null) }))),
}

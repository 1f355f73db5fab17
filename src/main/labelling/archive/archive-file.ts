import { existsSync } from 'node:fs'
import {
  type ArchiveCellKind,
  archiveColumnNames,
  archiveColumns,
  archiveFormatVersion,
  type ArchiveRow,
} from '@shared/domain/archive-columns'
import { fail } from '@shared/domain/failure'
import { decodeText } from '../../files/decode-text'
import { isParquet, parquetBytes, parquetRows, type ParquetType } from '../../files/parquet'
import { readRegularFileSync } from '../../files/regular-file'
import { archiveCsv, isArchiveCsv, readArchiveCsv } from './archive-csv'
import { type RawRecord, readDetail } from './raw-record'

/** Formats of exported labels. */
export type ArchiveFormat = 'csv' | 'json' | 'parquet'

/** The content of an archive's file in a format. */
export function archiveFile(rows: readonly ArchiveRow[], format: ArchiveFormat): string | Uint8Array {
  if (format === 'csv') return archiveCsv(rows)
  return format === 'json' ? archiveJson(rows) : archiveParquet(rows)
}

/** One record a line, each with the cells that it has. */
function archiveJson(rows: readonly ArchiveRow[]): string {
  const lines = rows.map((row) => JSON.stringify(Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== null))))
  return `{"circumplexLabels": ${archiveFormatVersion}, "records": [\n${lines.join(',\n')}\n]}\n`
}

const parquetTypes: Readonly<Record<ArchiveCellKind, ParquetType>> = {
  text: 'STRING',
  integer: 'INT32',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  json: 'STRING',
}

function archiveParquet(rows: readonly ArchiveRow[]): Uint8Array {
  return parquetBytes(
    archiveColumnNames.map((name) => ({
      name,
      type: parquetTypes[archiveColumns[name]],
      cells: rows.map((row) => parquetCell(row[name])),
    })),
  )
}

function parquetCell(cell: unknown): string | number | boolean | null {
  if (cell === null || typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean') return cell
  return JSON.stringify(cell)
}

/**
 * Reads the records of a label archive: CSV, JSON or Parquet, by its content.
 * @returns null for a file that is no label archive, such as a table of labels
 * @throws Failure `file-missing`, `invalid-argument` for a folder, `file-invalid` for an archive that cannot be read
 */
export async function readArchiveFile(path: string): Promise<RawRecord[] | null> {
  if (!existsSync(path)) fail('file-missing', `There is no file ${path}.`, 'Check the path; the file may have been moved.')
  const bytes = readRegularFileSync(path)
  if (isParquet(bytes)) return readParquet(bytes, path)
  const { text } = decodeText(bytes)
  if (/^\uFEFF?\s*\{\s*"circumplexLabels"/u.test(text)) return readJson(text, path)
  return isArchiveCsv(text) ? readArchiveCsv(text, path) : null
}

/**
 * Whether a file is a label archive, by its content.
 * @throws Failure as `readArchiveFile`
 */
export async function isLabelArchive(path: string): Promise<boolean> {
  return (await readArchiveFile(path)) !== null
}

async function readParquet(bytes: Uint8Array, path: string): Promise<RawRecord[] | null> {
  const rows = await parquetRows(bytes, path)
  if (rows[0] === undefined || !('record' in rows[0]) || !('detail' in rows[0])) return null
  return rows.map((cells, index) => ({
    where: `row ${index + 1}`,
    cells: { ...cells, detail: typeof cells['detail'] === 'string' ? readDetail(cells['detail']) : cells['detail'] },
  }))
}

function readJson(text: string, path: string): RawRecord[] {
  const value = readDetail(text.replace(/^\uFEFF/u, ''))
  const records: unknown = typeof value === 'object' && value !== null && 'records' in value ? value.records : null
  if (!Array.isArray(records))
    return fail('file-invalid', `${path} begins as a label archive, but is no whole JSON file.`, 'Export the labels anew.')
  return records.map((record: unknown, index) => ({
    where: `record ${index + 1}`,
    cells: { ...empty, ...(typeof record === 'object' ? record : {}) },
  }))
}

/** JSON leaves out the cells that a record has not. */
const empty: Readonly<Record<string, unknown>> = Object.fromEntries(archiveColumnNames.map((column) => [column, null]))

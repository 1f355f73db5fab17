import type { FileHandle } from 'node:fs/promises'
import {
  type ArchiveCellKind,
  archiveColumnNames,
  archiveColumns,
  type ArchiveFormat,
  archiveFormatVersion,
  type ArchiveRow,
} from '@shared/domain/archive-columns'
import { parquetParts, type ParquetType } from '../../files/parquet'
import { archiveCsvHead, archiveCsvLines } from './archive-csv'

/** Writes the rows of a label archive, some thousands at a time, then the end of the file. */
export interface ArchiveWriter {
  write(rows: readonly ArchiveRow[]): Promise<void>
  end(): Promise<void>
}

/** Begins an archive in an open, empty file. */
export const archiveWriters: Readonly<Record<ArchiveFormat, (handle: FileHandle) => ArchiveWriter>> = {
  csv: csvWriter,
  json: jsonWriter,
  parquet: parquetWriter,
}

function csvWriter(handle: FileHandle): ArchiveWriter {
  let head = archiveCsvHead
  return {
    write: async (rows) => {
      await handle.writeFile(head + archiveCsvLines(rows))
      head = ''
    },
    end: () => Promise.resolve(),
  }
}

/** One record a line, each with the cells that it has. */
function jsonWriter(handle: FileHandle): ArchiveWriter {
  let before = `{"circumplexLabels": ${archiveFormatVersion}, "records": [\n`
  return {
    write: async (rows) => {
      if (rows.length === 0) return
      await handle.writeFile(before + rows.map(jsonLine).join(',\n'))
      before = ',\n'
    },
    end: () => handle.writeFile('\n]}\n'),
  }
}

const jsonLine = (row: ArchiveRow): string => JSON.stringify(Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== null)))

const parquetTypes: Readonly<Record<ArchiveCellKind, ParquetType>> = {
  text: 'STRING',
  integer: 'INT32',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  json: 'STRING',
}

function parquetWriter(handle: FileHandle): ArchiveWriter {
  const columns = archiveColumnNames.map((name) => ({ name, type: parquetTypes[archiveColumns[name]] }))
  const { write, end } = parquetParts(handle, columns)
  return { write: (rows) => write(archiveColumnNames.map((name) => rows.map((row) => parquetCell(row[name])))), end }
}

function parquetCell(cell: unknown): string | number | boolean | null {
  if (cell === null || typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean') return cell
  return JSON.stringify(cell)
}

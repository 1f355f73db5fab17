import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet'
import { ByteWriter, ParquetWriter, parquetWriteBuffer, schemaFromColumnData } from 'hyparquet-writer'
import type { FileHandle } from 'node:fs/promises'
import { fail } from '@shared/domain/failure'
import { asFailure } from '@shared/domain/failure'

/** Types of columns that we write; every column may hold nulls. */
export type ParquetType = 'STRING' | 'DOUBLE' | 'INT32' | 'BOOLEAN'

/** A column about to be written; null is an empty cell. */
export interface ParquetColumn {
  readonly name: string
  readonly type: ParquetType
  readonly cells: readonly (string | number | boolean | null)[]
}

/** The bytes of a Parquet file (compressed with Snappy) of columns of one length. */
export function parquetBytes(columns: readonly ParquetColumn[]): Uint8Array {
  const columnData = columns.map(({ name, type, cells }) => ({ name, type, data: [...cells], nullable: true }))
  return new Uint8Array(parquetWriteBuffer({ columnData }))
}

/** Writes a Parquet file part by part. */
export interface ParquetParts {
  /** Writes rows, as columns in the order of the file's, all of one length; as a row group of its own. */
  write(cells: readonly ParquetColumn['cells'][]): Promise<void>
  /** Writes the index at the end; nothing can follow. */
  end(): Promise<void>
}

/** Begins a Parquet file (compressed with Snappy) that is too large to be held in memory. @param handle of the empty file */
export function parquetParts(handle: FileHandle, columns: readonly Omit<ParquetColumn, 'cells'>[]): ParquetParts {
  const bytes = new ByteWriter()
  const schema = schemaFromColumnData({ columnData: columns.map(({ name, type }) => ({ name, type, data: [], nullable: true })) })
  const writer = new ParquetWriter({ writer: bytes, schema })
  const flush = async (): Promise<void> => {
    await handle.writeFile(bytes.getBytes())
    bytes.index = 0
  }
  return {
    write: async (cells) => {
      const columnData = columns.map(({ name }, index) => ({ name, data: [...(cells[index] ?? [])] }))
      await writer.write({ columnData, rowGroupSize: Infinity })
      await flush()
    },
    end: async () => {
      await writer.finish()
      await flush()
    },
  }
}

/** Whether bytes begin as Parquet files do. */
export const isParquet = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PAR1'

/** The rows of a Parquet file, a row group at a time. */
export interface ParquetReading {
  readonly rows: number
  readonly columns: readonly string[]
  /** @throws Failure as `readParquet` */
  parts(): AsyncIterable<Record<string, unknown>[]>
}

/**
 * Begins to read a Parquet file: cells are text, numbers, booleans, dates or null.
 * @param name of the file, for messages
 * @throws Failure `file-invalid` for bytes that are no whole Parquet file, or are compressed otherwise than by Snappy
 */
export function readParquet(bytes: Uint8Array, name: string): ParquetReading {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  if (!(file instanceof ArrayBuffer)) return fail('internal', `${name} was not read into memory.`, 'Try again.')
  const metadata = readable(name, () => parquetMetadata(file))
  const rows = Number(metadata.num_rows)
  return {
    rows,
    columns: parquetSchema(metadata).children.map(({ element }) => element.name),
    parts: async function* () {
      let rowStart = 0
      for (const group of metadata.row_groups) {
        const rowEnd = rowStart + Number(group.num_rows)
        yield await parquetReadObjects({ file, metadata, rowStart, rowEnd }).then(plainRows, (error: unknown) => unreadable(name, error))
        rowStart = rowEnd
      }
    },
  }
}

/**
 * Reads all rows of a Parquet file, by the names of its columns.
 * @throws Failure as `readParquet`
 */
export async function parquetRows(bytes: Uint8Array, name: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = []
  for await (const part of readParquet(bytes, name).parts()) rows.push(...part)
  return rows
}

function readable<Value>(name: string, work: () => Value): Value {
  try {
    return work()
  } catch (error) {
    return unreadable(name, error)
  }
}

function unreadable(name: string, error: unknown): never {
  return fail(
    'file-invalid',
    `${name} cannot be read as Parquet: ${asFailure(error).message}`,
    'Write it anew, compressed with Snappy or not at all.',
  )
}

const plainRows = (rows: readonly Record<string, unknown>[]): Record<string, unknown>[] =>
  rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, plain(cell)])))

/** Integers of 64 bits as numbers, missing cells as null. */
function plain(cell: unknown): unknown {
  if (typeof cell === 'bigint') return Number(cell)
  return cell ?? null
}

import { parquetReadObjects, parquetMetadata } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'
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

/** Whether bytes begin as Parquet files do. */
export const isParquet = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PAR1'

/**
 * Reads the rows of a Parquet file: by the name of the column text, numbers, booleans, dates or null.
 * @param name of the file, for messages
 * @throws Failure `file-invalid` for bytes that are no whole Parquet file, or are compressed otherwise than by Snappy
 */
export async function parquetRows(bytes: Uint8Array, name: string): Promise<Record<string, unknown>[]> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  if (!(file instanceof ArrayBuffer)) return fail('internal', `${name} was not read into memory.`, 'Try again.')
  try {
    const rows: Record<string, unknown>[] = await parquetReadObjects({ file, metadata: parquetMetadata(file) })
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, plain(cell)])))
  } catch (error) {
    return fail(
      'file-invalid',
      `${name} cannot be read as Parquet: ${asFailure(error).message}`,
      'Write it anew, compressed with Snappy or not at all.',
    )
  }
}

/** Integers of 64 bits as numbers, missing cells as null. */
function plain(cell: unknown): unknown {
  if (typeof cell === 'bigint') return Number(cell)
  return cell ?? null
}

import { existsSync } from 'node:fs'
import { fail } from '@shared/domain/failure'
import { decodeText } from '../../files/decode-text'
import { isParquet, readParquet } from '../../files/parquet'
import { readRegularFileSync } from '../../files/regular-file'
import { isArchiveCsv, readArchiveCsv } from './archive-csv'
import { isArchiveJson, readArchiveJson } from './archive-json'
import { type RawPart, readDetail } from './raw-record'

/** The records of a label archive, part by part. */
export type RawParts = Iterable<RawPart> | AsyncIterable<RawPart>

/**
 * Begins to read a label archive: CSV, JSON or Parquet, by its content.
 * @returns its records, whose reading may throw Failure `file-invalid`; null for a file that is no label archive, such as a table of labels
 * @throws Failure `file-missing`, `invalid-argument` for a folder, `file-invalid` for an archive that cannot be read
 */
export function openArchiveFile(path: string): RawParts | null {
  if (!existsSync(path)) fail('file-missing', `There is no file ${path}.`, 'Check the path; the file may have been moved.')
  const bytes = readRegularFileSync(path)
  if (isParquet(bytes)) return parquetParts(bytes, path)
  const { text, encoding } = decodeText(bytes)
  if (isArchiveJson(text)) return readArchiveJson(text, path)
  return isArchiveCsv(text) ? readArchiveCsv(encoding === 'utf-8' ? bytes : Buffer.from(text), path) : null
}

/**
 * Whether a file is a label archive, by its content.
 * @throws Failure as `openArchiveFile`
 */
export const isLabelArchive = (path: string): boolean => openArchiveFile(path) !== null

function parquetParts(bytes: Uint8Array, path: string): RawParts | null {
  const reading = readParquet(bytes, path)
  const isArchive = reading.rows > 0 && ['record', 'detail'].every((column) => reading.columns.includes(column))
  return isArchive ? rawParquetParts(reading) : null
}

async function* rawParquetParts({ rows, parts }: ReturnType<typeof readParquet>): AsyncGenerator<RawPart> {
  let read = 0
  for await (const part of parts()) {
    const records = part.map((cells, index) => ({
      where: `row ${read + index + 1}`,
      cells: { ...cells, detail: typeof cells['detail'] === 'string' ? readDetail(cells['detail']) : cells['detail'] },
    }))
    read += part.length
    yield { records, share: read / rows }
  }
}

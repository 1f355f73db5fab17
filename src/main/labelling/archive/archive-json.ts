import { archiveColumnNames } from '@shared/domain/archive-columns'
import { fail } from '@shared/domain/failure'
import { type RawPart, type RawRecord, readDetail } from './raw-record'

/** Whether a text is a label archive as JSON, by its beginning. */
export const isArchiveJson = (text: string): boolean => /^\uFEFF?\s*\{\s*"circumplexLabels"/u.test(text)

/**
 * Reads the records of a label archive as JSON: line by line where each record stands on one, as we write them, else at once.
 * @throws Failure `file-invalid` for a file that is no whole JSON
 */
export function readArchiveJson(text: string, path: string): Iterable<RawPart> {
  return isByLine(text) ? recordsByLine(text) : [{ records: recordsAtOnce(text, path), share: 1 }]
}

const firstLine = /^\uFEFF?\{"circumplexLabels": \d+, "records": \[\r?\n/u
const lastLine = /\n\]\}\s*$/u

const isByLine = (text: string): boolean => firstLine.test(text.slice(0, 200)) && lastLine.test(text.slice(-200))

const linesOfPart = 2000

function* recordsByLine(text: string): Generator<RawPart> {
  const end = text.lastIndexOf('\n]}')
  let records: RawRecord[] = []
  let count = 0
  for (let start = text.indexOf('\n') + 1; start < end;) {
    const next = text.indexOf('\n', start)
    const line = text.slice(start, next).trimEnd()
    start = next + 1
    records.push(rawRecord(readDetail(line.endsWith(',') ? line.slice(0, -1) : line), (count += 1)))
    if (records.length < linesOfPart) continue
    yield { records, share: start / text.length }
    records = []
  }
  yield { records, share: 1 }
}

function recordsAtOnce(text: string, path: string): RawRecord[] {
  const value = readDetail(text.replace(/^\uFEFF/u, ''))
  const records: unknown = typeof value === 'object' && value !== null && 'records' in value ? value.records : null
  if (!Array.isArray(records))
    return fail('file-invalid', `${path} begins as a label archive, but is no whole JSON file.`, 'Export the labels anew.')
  return records.map((record: unknown, index) => rawRecord(record, index + 1))
}

const rawRecord = (record: unknown, number: number): RawRecord => ({
  where: `record ${number}`,
  cells: { ...empty, ...(typeof record === 'object' ? record : {}) },
})

/** JSON leaves out the cells that a record has not. */
const empty: Readonly<Record<string, unknown>> = Object.fromEntries(archiveColumnNames.map((column) => [column, null]))

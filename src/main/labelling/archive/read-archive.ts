import type { z } from 'zod'
import { type ArchiveRecord, type ArchiveRecordOf, archiveRecordSchema } from '@shared/contract/label-archive'
import { type ArchiveContent, archiveFormatVersion } from '@shared/domain/archive-columns'
import { fail } from '@shared/domain/failure'
import { openArchiveFile, type RawParts } from './archive-file'
import type { ArchivePace } from './archive-pace'
import type { RawRecord } from './raw-record'

/** A record and how a person finds it again. */
export type Located<Kind extends ArchiveRecord['record']> = ArchiveRecordOf<Kind> & { readonly where: string }

/** A row that is not imported, and why. */
export interface SetAsideRow {
  readonly row: string
  readonly reason: string
}

/** The checked records of an archive by kind, in the order of the file. */
export interface LabelArchive {
  readonly content: ArchiveContent
  readonly lexicons: readonly Located<'lexicon'>[]
  readonly versions: readonly Located<'version'>[]
  readonly tracks: readonly Located<'track'>[]
  readonly excerpts: readonly Located<'excerpt'>[]
  /** By rising id: a later one follows an earlier one. */
  readonly labels: readonly Located<'label'>[]
  readonly checkedSets: readonly Located<'checked'>[]
  readonly setAside: readonly SetAsideRow[]
}

/**
 * Reads and checks a label archive; records that do not fit their schema are set aside.
 * @param pace reports the share that is read
 * @returns null for a file that is no label archive
 * @throws Failure as `openArchiveFile`; `file-invalid` for an archive of a later program, or one without a readable record; `cancelled`
 */
export async function readArchive(path: string, pace: ArchivePace): Promise<LabelArchive | null> {
  const parts = openArchiveFile(path)
  if (parts === null) return null
  const { records, setAside } = await checkRecords(parts, path, pace)
  if (records.length === 0)
    fail('file-invalid', `${path} holds no record that can be read. ${firstOf(setAside)}`, 'Export the labels anew; nothing was changed.')
  const of = <Kind extends ArchiveRecord['record']>(kind: Kind): Located<Kind>[] =>
    records.filter((record): record is Located<Kind> => record.record === kind)
  return {
    content: of('archive')[0]?.detail.content ?? 'current',
    lexicons: of('lexicon'),
    versions: of('version'),
    tracks: of('track'),
    excerpts: of('excerpt'),
    labels: of('label').toSorted((one, other) => one.id - other.id),
    checkedSets: of('checked'),
    setAside,
  }
}

async function checkRecords(parts: RawParts, path: string, pace: ArchivePace) {
  const records: (ArchiveRecord & { where: string })[] = []
  const setAside: SetAsideRow[] = []
  for await (const part of parts) {
    refuseLaterFormat(part.records, path)
    for (const { where, cells } of part.records) {
      const parsed = archiveRecordSchema.safeParse(cells)
      if (parsed.success) records.push({ ...parsed.data, where })
      else setAside.push({ row: where, reason: reasonOf(parsed.error) })
    }
    await pace.step(part.share)
  }
  return { records, setAside }
}

function refuseLaterFormat(raw: readonly RawRecord[], path: string): void {
  const detail = raw.find(({ cells }) => cells['record'] === 'archive')?.cells['detail']
  const version: unknown = typeof detail === 'object' && detail !== null && 'formatVersion' in detail ? detail.formatVersion : null
  if (typeof version === 'number' && version > archiveFormatVersion)
    fail('file-invalid', `${path} was written by a later version of the program (format ${version}).`, 'Update this program first.')
}

function reasonOf({ issues: [issue] }: z.ZodError): string {
  if (!issue) return 'it cannot be read'
  const cell = issue.path.join('.')
  return cell === '' ? issue.message : `${cell}: ${issue.message}`
}

const firstOf = ([row]: readonly SetAsideRow[]): string => (row ? `${row.row}: ${row.reason}.` : '')

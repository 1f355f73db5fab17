import type { z } from 'zod'
import type { archiveChannels, ExportedArchive } from '@shared/contract/label-archive'
import type { ArchiveRow } from '@shared/domain/archive-columns'
import { fail } from '@shared/domain/failure'
import { requireFolderOf } from '../../files/user-file'
import { writeFileAtomically } from '../../files/write-atomically'
import type { ServiceContext } from '../../service-context'
import { trackIds as filteredIds } from '../../store/track-pages'
import type { ArchivePace } from './archive-pace'
import { type ArchiveWriter, archiveWriters } from './archive-writers'
import { type CollectedRecords, collectRecords } from './collect-records'

export type ArchiveExport = z.output<(typeof archiveChannels)['labels.archive.export']['argument']>

/**
 * Writes a label archive to a CSV, JSON or Parquet file, which imports again to the same state; some thousands of labels are in memory at
 * a time. What is labelled meanwhile is not among them. Cancelled or failed, it leaves the file that was there.
 * @throws Failure `nothing-to-do` when no track of the filter has a label, `file-missing` without a folder, `cancelled`
 */
export async function exportArchive(
  context: ServiceContext,
  { path, content, format, filter }: ArchiveExport,
  pace: ArchivePace,
): Promise<ExportedArchive> {
  const { database } = context.library()
  requireFolderOf(path)
  const trackIds = filter ? new Set(filteredIds(database, filter, { by: 'createdAt', direction: 'ascending' })) : null
  const records = collectRecords(database, { content, trackIds, createdAt: context.now().toISOString() })
  if (records.labels === 0)
    fail('nothing-to-do', 'No track of this choice has a label.', 'Derive labels from tags, or place labels in Annotate.')
  await writeFileAtomically(path, (handle) => writeRecords(records, archiveWriters[format](handle), pace))
  return { path, labels: records.labels }
}

async function writeRecords({ head, labels, pages, tail }: CollectedRecords, writer: ArchiveWriter, pace: ArchivePace): Promise<void> {
  const write = (rows: readonly ArchiveRow[]): Promise<void> => (rows.length > 0 ? writer.write(rows) : Promise.resolve())
  await pace.step(0)
  await write(head)
  let written = 0
  for (const page of pages()) {
    await write(page)
    written += page.length
    await pace.step(written / labels)
  }
  await write(tail)
  await writer.end()
}

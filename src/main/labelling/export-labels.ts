import type { z } from 'zod'
import type { labelChannels } from '@shared/contract/labels'
import { fail } from '@shared/domain/failure'
import { nameOfScale, type Scale, toScale } from '@shared/domain/plane'
import type { ServiceContext } from '../service-context'
import { currentLabels, type LabelledTrackRow } from '../store/labels'
import { listVersionLicences } from '../store/label-versions'
import { tracksWithFiles } from '../store/track-identities'
import { trackIds as filteredIds } from '../store/track-pages'
import { type TableColumns, tableContent, type TableRow } from '../files/table-file'
import { writeUserFile } from '../files/user-file'

type ExportArgument = z.output<(typeof labelChannels)['labels.export']['argument']>

const columns = {
  externalId: 'STRING',
  title: 'STRING',
  artist: 'STRING',
  path: 'STRING',
  digest: 'STRING',
  valence: 'DOUBLE',
  arousal: 'DOUBLE',
  source: 'STRING',
  version: 'INT32',
  scale: 'STRING',
  licence: 'STRING',
} as const satisfies TableColumns<string>

/**
 * Writes the labels that count to a CSV, JSON or Parquet file: one row for each track that has one, with its file and the digest of that,
 * its scale and the licence of the lexicon it came from.
 * @throws Failure `nothing-to-do` when no track of the filter has a label
 */
export function exportLabels(context: ServiceContext, { path, format, scale, filter }: ExportArgument): { path: string; labels: number } {
  const library = context.library()
  const { database } = library
  const wanted = filter ? new Set(filteredIds(database, filter, { by: 'createdAt', direction: 'ascending' })) : null
  const rows = currentLabels(database).filter(({ trackId }) => wanted === null || wanted.has(trackId))
  if (rows.length === 0)
    fail('nothing-to-do', 'No track of this choice has a label.', 'Derive labels from tags, or place labels in Annotate.')
  const licences = listVersionLicences(database)
  const tracks = tracksWithFiles(library)
  const records = rows.map((row) => {
    const { path: file = null, digest = null } = tracks.get(row.trackId) ?? {}
    return { ...toRecord(row, scale, licences), path: file, digest }
  })
  writeUserFile(path, tableContent(format, columns, records))
  return { path, labels: records.length }
}

type TableRecord = TableRow<keyof typeof columns>

function toRecord(row: LabelledTrackRow, scale: Scale, licences: ReadonlyMap<number, string>): Omit<TableRecord, 'path' | 'digest'> {
  return {
    externalId: row.externalId,
    title: row.title,
    artist: row.artist,
    valence: toScale(row.valence, scale),
    arousal: toScale(row.arousal, scale),
    source: row.source,
    version: row.versionId,
    scale: nameOfScale(scale),
    licence: row.versionId === null ? null : (licences.get(row.versionId) ?? null),
  }
}

import type { z } from 'zod'
import type { labelChannels } from '@shared/contract/labels'
import { csvText } from '@shared/domain/csv'
import { fail } from '@shared/domain/failure'
import { nameOfScale, type Scale, toScale } from '@shared/domain/plane'
import type { ServiceContext } from '../service-context'
import { currentLabels, type LabelledTrackRow } from '../store/labels'
import { listVersionLicences } from '../store/label-versions'
import { identitiesOfTracks } from '../store/track-identities'
import { trackIds as filteredIds } from '../store/track-pages'
import { parquetBytes, type ParquetType } from '../files/parquet'
import { writeUserFile } from '../files/user-file'

type ExportArgument = z.output<(typeof labelChannels)['labels.export']['argument']>

const columns = ['externalId', 'title', 'artist', 'path', 'valence', 'arousal', 'source', 'version', 'scale', 'licence'] as const

/**
 * Writes the labels that count to a CSV, JSON or Parquet file: one row for each track that has one, with its file, its scale and the
 * licence of the lexicon it came from.
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
  const identities = identitiesOfTracks(library)
  const records = rows.map((row) => ({ ...toRecord(row, scale, licences), path: identities.get(row.trackId)?.path ?? null }))
  writeUserFile(path, tableFile[format](records))
  return { path, labels: records.length }
}

type TableRecord = Record<(typeof columns)[number], string | number | null>

const columnTypes: Readonly<Partial<Record<(typeof columns)[number], ParquetType>>> = {
  valence: 'DOUBLE',
  arousal: 'DOUBLE',
  version: 'INT32',
}

const tableFile: Readonly<Record<ExportArgument['format'], (records: readonly TableRecord[]) => string | Uint8Array>> = {
  json: (records) => `${JSON.stringify(records, null, 1)}\n`,
  csv: (records) =>
    csvText(
      columns,
      records.map((record) => columns.map((column) => record[column])),
    ),
  parquet: (records) =>
    parquetBytes(columns.map((name) => ({ name, type: columnTypes[name] ?? 'STRING', cells: records.map((record) => record[name]) }))),
}

function toRecord(row: LabelledTrackRow, scale: Scale, licences: ReadonlyMap<number, string>): Omit<TableRecord, 'path'> {
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

/** How the cells of a column of a label archive are written. */
export type ArchiveCellKind = 'text' | 'integer' | 'number' | 'boolean' | 'json'

/** The columns of a label archive, in their order, the same in CSV, JSON and Parquet. Each kind of record uses some of them. */
export const archiveColumns = {
  record: 'text',
  track: 'integer',
  externalId: 'text',
  artist: 'text',
  title: 'text',
  path: 'text',
  digest: 'text',
  id: 'integer',
  excerpt: 'integer',
  startSeconds: 'number',
  endSeconds: 'number',
  valence: 'number',
  arousal: 'number',
  stated: 'text',
  waiting: 'number',
  source: 'text',
  version: 'integer',
  active: 'boolean',
  lexicon: 'text',
  licence: 'text',
  labelled: 'integer',
  unlabelled: 'integer',
  author: 'text',
  note: 'text',
  createdAt: 'text',
  deletedAt: 'text',
  detail: 'json',
} as const satisfies Readonly<Record<string, ArchiveCellKind>>

export type ArchiveColumn = keyof typeof archiveColumns

/** Names of all columns. */
export const archiveColumnNames: readonly ArchiveColumn[] = Object.keys(archiveColumns) as ArchiveColumn[]

/** A record as a row: null where its kind has no such cell. */
export type ArchiveRow = Readonly<Record<ArchiveColumn, unknown>>

/** A record's cells in all columns. */
export function archiveRow(record: Readonly<Partial<Record<ArchiveColumn, unknown>>>): ArchiveRow {
  const cells = archiveColumnNames.map((column): [ArchiveColumn, unknown] => [column, record[column] ?? null])
  return Object.fromEntries(cells) as Record<ArchiveColumn, unknown>
}

/** What a label archive holds: everything that ever was, or what is present now. */
export const archiveContents = ['all', 'current'] as const
export type ArchiveContent = (typeof archiveContents)[number]

/** Rises when an earlier program could no longer read an archive. */
export const archiveFormatVersion = 1

/** Formats of the file of an archive. */
export const archiveFormats = ['csv', 'json', 'parquet'] as const
export type ArchiveFormat = (typeof archiveFormats)[number]

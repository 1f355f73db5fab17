import type { StartedJob } from '@shared/contract/jobs'
import type { ArchiveImport } from '@shared/contract/label-archive'
import type { ImportPreview, ImportResult } from '@shared/contract/library'
import type { Scale } from '@shared/domain/plane'
import { call } from '../api/client'

export type TableKind = 'tags' | 'lyrics' | 'comments' | 'labels'

export interface TableChoice {
  readonly path: string
  readonly mapping: Readonly<Record<string, string>>
  /** '' finds it out. */
  readonly encoding: string
  readonly createTracks: boolean
  /** Of the labels in the file; null until the user has said it. */
  readonly scale: Scale | null
}

interface KindDescription {
  readonly title: string
  readonly about: string
  readonly noun: string
  /** What columns may mean, in the order in which they are offered. */
  readonly meanings: readonly string[]
  readonly extensions: readonly string[]
  readonly allowsFolder: boolean
}

const identity = ['track', 'path', 'artist', 'title']

/** What the import dialog says and offers for each kind of table. */
export const tableKinds: Readonly<Record<TableKind, KindDescription>> = {
  tags: {
    title: 'Import tags',
    noun: 'track',
    extensions: ['csv', 'tsv', 'txt', 'json'],
    allowsFolder: false,
    meanings: [...identity, 'tag', 'count'],
    about: 'CSV with track, tag and count, CSV with one column for each tag, JSON, or the annotations of the reference study.',
  },
  lyrics: {
    title: 'Import lyrics',
    noun: 'text',
    extensions: ['csv', 'tsv', 'txt', 'json'],
    allowsFolder: true,
    meanings: [...identity, 'text'],
    about: 'CSV or JSON (texts or lists of tokens), or a folder of text files named like the audio files.',
  },
  comments: {
    title: 'Import comments',
    noun: 'text',
    extensions: ['csv', 'tsv', 'txt', 'json'],
    allowsFolder: true,
    meanings: [...identity, 'text'],
    about: 'CSV or JSON (texts or lists of tokens), or a folder of text files named like the audio files.',
  },
  labels: {
    title: 'Import labels',
    noun: 'label',
    extensions: ['csv', 'tsv', 'txt', 'json', 'parquet'],
    allowsFolder: false,
    meanings: [...identity, 'valence', 'arousal', 'startSeconds', 'endSeconds'],
    about: `CSV, JSON or Parquet with valence and arousal, or one of them, of each track or excerpt; or an exported label archive.
      Labels placed by people here stay in force.`,
  },
}

/** Encodings that are offered; '' finds it out. */
export const encodings: readonly { value: string; title: string }[] = [
  { value: '', title: 'Find out' },
  { value: 'utf-8', title: 'UTF-8' },
  { value: 'windows-1252', title: 'Windows-1252 (Western)' },
  { value: 'utf-16le', title: 'UTF-16 LE' },
  { value: 'utf-16be', title: 'UTF-16 BE' },
  { value: 'iso-8859-2', title: 'ISO 8859-2 (Central European)' },
  { value: 'windows-1251', title: 'Windows-1251 (Cyrillic)' },
  { value: 'shift_jis', title: 'Shift JIS' },
  { value: 'gb18030', title: 'GB 18030' },
]

/** The argument that preview and import take; empty choices are left out. */
export function tableArgument(choice: TableChoice) {
  const mapping = Object.fromEntries(Object.entries(choice.mapping).filter(([, column]) => column !== ''))
  return {
    path: choice.path,
    createTracks: choice.createTracks,
    ...(Object.keys(mapping).length > 0 && { mapping }),
    ...(choice.encoding && { encoding: choice.encoding }),
  }
}

/** What the file holds and how it would be read; null for labels whose scale is not known yet. */
export async function previewTable(kind: TableKind, choice: TableChoice): Promise<ImportPreview | null> {
  const argument = tableArgument(choice)
  if (kind === 'tags') return call('import.tags.preview', argument)
  if (kind !== 'labels') return call('import.text.preview', { ...argument, kind })
  return choice.scale === null ? null : call('import.labels.preview', { ...argument, scale: choice.scale })
}

/** Reads the file into the library as the preview showed it. */
export async function commitTable(kind: TableKind, choice: TableChoice): Promise<ImportResult | null> {
  const argument = tableArgument(choice)
  if (kind === 'tags') return call('import.tags', argument)
  if (kind !== 'labels') return call('import.text', { ...argument, kind })
  return choice.scale === null ? null : call('import.labels', { ...argument, scale: choice.scale })
}

/** Begins to read what a label archive would bring; null for other files. */
export const startPreview = ({ path, createTracks }: TableChoice): Promise<StartedJob | null> =>
  call('labels.archive.preview', { path, createTracks })

/** Begins to import a label archive. */
export const startImport = ({ path, createTracks }: TableChoice): Promise<StartedJob> =>
  call('labels.archive.import', { path, createTracks })

/** Whether a label archive holds something that is not in the library yet. */
export function bringsAnything({ imported, archive: { versions, excerpts, checkedSets } }: ArchiveImport): boolean {
  return imported + versions + excerpts + checkedSets > 0
}

import type { TextKind } from '@shared/domain/modality'
import type { ImportPreview, ImportResult } from '@shared/contract/library'
import type { Library } from '../store/library'
import { setText } from '../store/texts'
import { commitTable, previewTable } from './tables/commit-table'
import type { ImportTable, TableOptions } from './tables/import-table'
import { readTextTable } from './tables/read-text-table'

/** How lyrics or comments shall be read. */
export interface TextOptions extends TableOptions {
  readonly kind: TextKind
}

/** Says how lyrics or comments will be read and which tracks they belong to. */
export function previewText(library: Library, options: TextOptions): ImportPreview {
  const table = readTextTable(options, options.kind)
  return previewTable(library, table, withoutStrayTracks(options, table))
}

/** Imports lyrics or comments; a text that a track has is replaced. */
export function importText(library: Library, options: TextOptions, now: Date): ImportResult {
  const table = readTextTable(options, options.kind)
  return commitTable(library, table, withoutStrayTracks(options, table), now, (entries) => {
    for (const { trackId, value } of entries)
      setText(library.database, { ...value, trackId, kind: options.kind, source: options.path }, now)
  })
}

/** A text file's name is no id: a stray readme.txt must not make a track. */
function withoutStrayTracks(options: TextOptions, table: ImportTable<unknown>): TextOptions {
  return table.format === 'text-folder' ? { ...options, createTracks: false } : options
}

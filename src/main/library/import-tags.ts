import type { ImportPreview, ImportResult } from '@shared/contract/library'
import type { Library } from '../store/library'
import { setTrackTags } from '../store/track-tags'
import { commitTable, previewTable } from './tables/commit-table'
import type { TableOptions } from './tables/import-table'
import { readTagTable } from './tables/read-tag-table'

/** Says how a file of tags will be read and what it matches. */
export function previewTags(library: Library, options: TableOptions): ImportPreview {
  return previewTable(library, readTagTable(options), options)
}

/** Imports a file of tags; counts that a track has for the same tags are replaced. */
export function importTags(library: Library, options: TableOptions, now: Date): ImportResult {
  return commitTable(library, readTagTable(options), options, now, (entries) => {
    setTrackTags(
      library.database,
      entries.flatMap(({ trackId, value }) => value.map(([tag, count]) => ({ trackId, tag, count }))),
    )
  })
}

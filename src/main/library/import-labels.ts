import type { ImportPreview, ImportResult } from '@shared/contract/library'
import { checkRange } from '@shared/domain/excerpt-range'
import type { TimeRange } from '@shared/domain/excerpt-rule'
import type { Scale } from '@shared/domain/plane'
import { durationOfTrack, excerptOfRange, insertExcerpt } from '../store/excerpts'
import { insertLabel, refreshCurrentLabels } from '../store/labels'
import type { Library } from '../store/library'
import { commitTable, previewTable } from './tables/commit-table'
import type { TableOptions } from './tables/import-table'
import { readLabelTable } from './tables/read-label-table'

/** How a file of labels shall be read. */
export interface LabelOptions extends TableOptions {
  /** What the file's numbers mean; asked, never guessed. */
  readonly scale: Scale
}

/** Beyond this many tracks it is quicker to work out all current labels anew. */
const manyTracks = 500

/** Says how a file of labels will be read and which tracks it names. */
export function previewLabels(library: Library, options: LabelOptions): ImportPreview {
  return previewTable(library, readLabelTable(options, options.scale), options)
}

/**
 * Imports labels of tracks and of excerpts with the source `imported`; earlier ones stay in the history, human labels go on winning. An
 * excerpt that is not there yet is made.
 * @param author who is named as their author
 * @throws Failure `invalid-argument` for an excerpt that ends after its track; nothing is imported then
 */
export function importLabels(library: Library, options: LabelOptions, author: string, now: Date): ImportResult {
  return commitTable(library, readLabelTable(options, options.scale), options, now, (entries) => {
    for (const { trackId, value } of entries) {
      insertLabel(library.database, {
        trackId,
        excerptId: value.range && excerptOf(library, trackId, value.range, now),
        valence: value.valence,
        arousal: value.arousal,
        source: 'imported',
        author,
        note: `imported from ${options.path}`,
        createdAt: now.toISOString(),
      })
    }
    refreshCurrentLabels(library.database, entries.length > manyTracks ? 'all' : entries.map(({ trackId }) => trackId))
  })
}

/** The excerpt of a track with these ends, made where there is none. */
function excerptOf({ database }: Library, trackId: number, range: TimeRange, now: Date): number {
  const present = excerptOfRange(database, trackId, range)
  if (present !== null) return present
  checkRange(range, durationOfTrack(database, trackId))
  return insertExcerpt(database, trackId, range, now.toISOString()).id
}

import type { ImportPreview, ImportResult } from '@shared/contract/library'
import { checkRange } from '@shared/domain/excerpt-range'
import type { TimeRange } from '@shared/domain/excerpt-rule'
import { sourceDescriptors } from '@shared/domain/label'
import { completedPoint, type GivenCoordinates, otherDimension, type StatedPoint } from '@shared/domain/one-dimension'
import type { Scale } from '@shared/domain/plane'
import { durationOfTrack, excerptOfRange, insertExcerpt } from '../store/excerpts'
import { currentLabelOf, insertLabel, lastLabelOf, presentHumanLabel, refreshCurrentLabels } from '../store/labels'
import type { Library, LibraryDatabase } from '../store/library'
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
 * excerpt that is not there yet is made. A row of one dimension takes the other from the earlier imported label, else from the label that
 * counts now (`completedPoint`); where there is none it waits for it, and no label counts yet.
 * @param author who is named as their author
 * @throws Failure `invalid-argument` for an excerpt that ends after its track; nothing is imported then
 */
export function importLabels(library: Library, options: LabelOptions, author: string, now: Date): ImportResult {
  const { database } = library
  let waiting = 0
  const result = commitTable(library, readLabelTable(options, options.scale), options, now, (entries) => {
    for (const { trackId, value } of entries) {
      const excerptId = value.range && excerptOf(library, trackId, value.range, now)
      const { point, taken } = completed(database, { trackId, excerptId, source: 'imported' }, value)
      if (point.waiting !== null) waiting += 1
      insertLabel(database, {
        trackId,
        excerptId,
        ...point,
        source: 'imported',
        author,
        note: [`imported from ${options.path}`, ...taken].join('; '),
        createdAt: now.toISOString(),
      })
    }
    refreshCurrentLabels(database, entries.length > manyTracks ? 'all' : entries.map(({ trackId }) => trackId))
  })
  return { ...result, ...(waiting > 0 && { waiting }) }
}

type Target = Parameters<typeof lastLabelOf>[1]

/** The point of a row, and where its other dimension was taken from, in words, where it was not stated. */
function completed(database: LibraryDatabase, target: Target, given: GivenCoordinates): { point: StatedPoint; taken: string[] } {
  if (given.valence !== null && given.arousal !== null) return { point: completedPoint(given, null, null), taken: [] }
  const human = target.excerptId === null ? null : presentHumanLabel(database, target.trackId, target.excerptId)
  const present =
    human && human.valence !== null && human.arousal !== null
      ? { ...human, valence: human.valence, arousal: human.arousal }
      : currentLabelOf(database, target.trackId)
  const before = lastLabelOf(database, target)
  const point = completedPoint(given, before, present)
  if (point.stated === null) return { point, taken: [] }
  const other = otherDimension(point.stated)
  if (point.waiting !== null) return { point, taken: [`${other} not known yet`] }
  const from = before?.valence == null && present ? sourceDescriptors[present.source].title : 'the label before'
  return { point, taken: [`${other} taken from ${from}`] }
}

/** The excerpt of a track with these ends, made where there is none. */
function excerptOf({ database }: Library, trackId: number, range: TimeRange, now: Date): number {
  const present = excerptOfRange(database, trackId, range)
  if (present !== null) return present
  checkRange(range, durationOfTrack(database, trackId))
  return insertExcerpt(database, trackId, range, now.toISOString()).id
}

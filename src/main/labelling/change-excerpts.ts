import type { Excerpt } from '@shared/contract/tracks'
import { checkRange } from '@shared/domain/excerpt-range'
import type { ServiceContext } from '../service-context'
import { durationOfTrack, excerptWithId, insertExcerpt, setExcerptDeleted, setExcerptRange, type TimeRange } from '../store/excerpts'
import { refreshCurrentLabels } from '../store/labels'
import { recordChange } from '../undo-of-library'

/**
 * Adds an excerpt to a track. Can be undone.
 * @throws Failure `not-found` for an unknown track, `invalid-argument` for a range that is empty or ends after the track
 */
export function createExcerpt(context: ServiceContext, trackId: number, range: TimeRange): Excerpt {
  const { database } = context.library()
  checkRange(range, durationOfTrack(database, trackId))
  const excerpt = insertExcerpt(database, trackId, range, context.now().toISOString())
  recordChange(context, ['tracks', 'labels'], {
    title: 'Excerpt made',
    trackId,
    undo: () => setDeleted(context, excerpt, true),
    redo: () => setDeleted(context, excerpt, false),
  })
  return excerpt
}

/**
 * Moves or resizes an excerpt; its label stays with it. Can be undone.
 * @throws Failure `not-found`, `invalid-argument` as `createExcerpt`
 */
export function changeExcerpt(context: ServiceContext, excerptId: number, range: TimeRange): Excerpt {
  const { database } = context.library()
  const before = excerptWithId(database, excerptId)
  checkRange(range, durationOfTrack(database, before.trackId))
  setExcerptRange(database, excerptId, range)
  recordChange(context, ['tracks', 'labels'], {
    title: 'Excerpt changed',
    trackId: before.trackId,
    undo: () => setExcerptRange(database, excerptId, before),
    redo: () => setExcerptRange(database, excerptId, range),
  })
  return excerptWithId(database, excerptId)
}

/**
 * Deletes an excerpt; undo brings it back with its labels. A track whose label is the mean of its excerpts' labels follows.
 * @throws Failure `not-found`
 */
export function deleteExcerpt(context: ServiceContext, excerptId: number): void {
  const { database } = context.library()
  const excerpt = excerptWithId(database, excerptId)
  setDeleted(context, excerpt, true)
  recordChange(context, ['tracks', 'labels'], {
    title: 'Excerpt deleted',
    trackId: excerpt.trackId,
    undo: () => setDeleted(context, excerpt, false),
    redo: () => setDeleted(context, excerpt, true),
  })
}

function setDeleted(context: ServiceContext, { id, trackId }: Excerpt, isDeleted: boolean): void {
  const { database } = context.library()
  database.transaction(() => {
    setExcerptDeleted(database, id, isDeleted ? context.now().toISOString() : null)
    refreshCurrentLabels(database, [trackId])
  })()
}

import { expect, it } from 'vitest'
import { queueChannels } from '@shared/contract/review-queue'
import { publishedScheme } from '@shared/domain/schemes/published'
import { createCheckedSet, freezeSet } from '@main/labelling/checked-sets'
import { deriveLabels } from '@main/labelling/derive-labels'
import { placeLabel } from '@main/labelling/place-label'
import { reviewQueue } from '@main/labelling/review-queue'
import { trackDetails } from '@main/library/track-details'
import { undoStackOf } from '@main/undo-of-library'
import { checkedTrackIdsOf, tracksThatWaitBlind } from '@main/store/checked-sets'
import { labelsOfTrack } from '@main/store/labels'
import { sampleLabels } from '../../helpers/sample-labels'

/** The sample library's labels, a checked set of a quarter of its tracks, and the review queue. */
function withCheckedSet() {
  const test = sampleLabels(48, 4)
  deriveLabels(test.context, publishedScheme, '')
  const { set } = createCheckedSet(test.context, { name: 'By ear', size: 12, stratify: 'quadrant', seed: 3 })
  const trackIds = checkedTrackIdsOf(test.library.database, set.id)
  const list = (request: object = {}) =>
    reviewQueue(test.context, queueChannels['queue.list'].argument.parse({ trackIds: null, limit: 500, ...request }))
  const hold = (request: object = {}) => list(request).entries.filter(({ trackId }) => trackIds.includes(trackId)).length
  const label = (ids: readonly number[]): void =>
    ids.forEach((trackId) => placeLabel(test.context, { trackId, excerptId: null }, { valence: 0.5, arousal: 0.5 }, ''))
  return { ...test, set, trackIds, list, hold, label }
}

it('the common queue leaves the tracks of a set that is being labelled out, and says so', () => {
  const { list, hold } = withCheckedSet()
  expect([hold(), hold({ order: 'usefulness' })]).toEqual([0, 0])
  expect(list().total).toBeGreaterThan(10)
  expect(list().note).toMatch(/Left out: 12 of checked sets, which are labelled blind from their set\.$/u)
})

it('the queue of the set gives nothing away: no reason, no quadrant, no score, and no filter that finds its tracks', () => {
  const { list, hold, trackIds } = withCheckedSet()
  const { entries, counts } = list({ trackIds })
  expect(entries.map(({ trackId }) => trackId)).toEqual(trackIds)
  for (const entry of entries)
    expect(entry).toMatchObject({ quadrant: null, score: 0, reason: 'chosen', detail: 'blind, for the checked set “By ear”', parts: [] })
  expect(counts).toEqual({})
  const filters = [{ quadrants: [1, 2, 3, 4] }, { word: 'calmness' }, { labelSources: ['tags'] }, { reasons: ['few-votes', 'near-axis'] }]
  expect(filters.map((filter) => hold({ trackIds, filter }))).toEqual([0, 0, 0, 0])
  expect(hold({ trackIds, filter: { hasAudio: true } })).toBe(12)
})

it('a frozen set hides nothing, but teaches nothing either', async () => {
  const { context, set, trackIds, label, hold, library } = withCheckedSet()
  const [first = 0] = trackIds
  expect((await trackDetails(library, first)).checkedSet).toMatchObject({ id: set.id, name: 'By ear' })
  label(trackIds.slice(0, 10))
  freezeSet(context, set.id)
  expect((await trackDetails(library, first)).checkedSet).toBeNull()
  expect(hold()).toBeGreaterThan(0)
  expect(hold({ order: 'usefulness' })).toBe(0)
})

it('a label from before the set was drawn does not count as placed blind, one since then does', () => {
  const test = sampleLabels(20, 4)
  placeLabel(test.context, { trackId: 1, excerptId: null }, { valence: 0, arousal: 0 }, '')
  const later = { ...test.context, now: () => new Date('2026-06-01T00:00:00.000Z') }
  const { set } = createCheckedSet(later, { name: 'By ear', size: 20, stratify: 'none', seed: 1 })
  const trackIds = checkedTrackIdsOf(test.library.database, set.id)
  const labelled = () =>
    reviewQueue(later, queueChannels['queue.list'].argument.parse({ trackIds, limit: 50 }))
      .entries.filter(({ reviewed }) => reviewed)
      .map(({ trackId }) => trackId)
  expect(labelled()).toEqual([])
  placeLabel(later, { trackId: 1, excerptId: null }, { valence: 0, arousal: 0.1 }, '')
  expect(labelled()).toEqual([1])
})

it('a label from before the set was drawn comes back with its own time when the blind one is undone, so that the track waits again', () => {
  const test = sampleLabels(20, 4)
  const target = { trackId: 1, excerptId: null }
  const { createdAt } = placeLabel(test.context, target, { valence: 0.25, arousal: 0 }, 'heard with its tags')
  const later = { ...test.context, now: () => new Date('2026-06-01T00:00:00.000Z') }
  createCheckedSet(later, { name: 'By ear', size: 20, stratify: 'none', seed: 1 })
  const waits = (): boolean => tracksThatWaitBlind(test.library.database).has(1)
  const seen = [waits()]
  const blind = placeLabel(later, target, { valence: -0.5, arousal: 0.5 }, '')
  seen.push(waits())
  undoStackOf(test.library).undo()
  seen.push(waits())
  expect(labelsOfTrack(test.library.database, 1)[0]).toMatchObject({ valence: 0.25, note: 'heard with its tags', createdAt })
  undoStackOf(test.library).redo()
  seen.push(waits())
  expect(labelsOfTrack(test.library.database, 1)[0]).toMatchObject({ valence: -0.5, createdAt: blind.createdAt })
  expect(seen).toEqual([true, false, true, false])
})

import { expect, it } from 'vitest'
import { durationOfTrack, excerptsOfTrack, excerptWithId, insertExcerpt, setExcerptDeleted, setExcerptRange } from '@main/store/excerpts'
import { insertLabel } from '@main/store/labels'
import type { Library } from '@main/store/library'
import { createTestContext } from '../../helpers/service-context'
import { addFile, addTrack } from '../../helpers/track'

function labelExcerpt({ database }: Library, trackId: number, excerptId: number, valence: number): void {
  insertLabel(database, { trackId, excerptId, valence, arousal: 0, source: 'human', author: '', note: '', createdAt: '' })
}

function withExcerpts() {
  const { library } = createTestContext()
  const trackId = addTrack(library)
  const [late, early] = [30, 10].map((start) =>
    insertExcerpt(library.database, trackId, { startSeconds: start, endSeconds: start + 5 }, 'now'),
  )
  if (!late || !early) return expect.unreachable('two excerpts are made')
  return { library, database: library.database, trackId, late: late.id, early: early.id }
}

it('excerpts stand by their start, each with its own newest label', () => {
  const { library, database, trackId, late, early } = withExcerpts()
  labelExcerpt(library, trackId, late, 0.1)
  labelExcerpt(library, trackId, late, 0.7)
  expect(excerptsOfTrack(database, trackId).map(({ id, label }) => [id, label?.valence])).toEqual([
    [early, undefined],
    [late, 0.7],
  ])
})

it('a deleted excerpt is out of sight and comes back with its label', () => {
  const { library, database, trackId, late, early } = withExcerpts()
  labelExcerpt(library, trackId, early, 0.7)
  setExcerptDeleted(database, early, 'later')
  expect(excerptsOfTrack(database, trackId).map(({ id }) => id)).toEqual([late])
  expect(() => excerptWithId(database, early)).toThrow(expect.objectContaining({ code: 'not-found' }))
  setExcerptDeleted(database, early, null)
  expect(excerptWithId(database, early).label?.valence).toBe(0.7)
})

it('an excerpt that is moved keeps its label, and never ends before it begins', () => {
  const { library, database, trackId, late } = withExcerpts()
  labelExcerpt(library, trackId, late, 0.7)
  setExcerptRange(database, late, { startSeconds: 1, endSeconds: 4 })
  expect(excerptWithId(database, late)).toMatchObject({ startSeconds: 1, endSeconds: 4, label: { valence: 0.7 } })
  expect(() => setExcerptRange(database, late, { startSeconds: 4, endSeconds: 4 })).toThrow('CHECK')
  expect(() => insertExcerpt(database, trackId, { startSeconds: -1, endSeconds: 4 }, '')).toThrow('CHECK')
})

it('the length of a track is that of its file, null without one', () => {
  const { library, database, trackId } = withExcerpts()
  expect(durationOfTrack(database, trackId)).toBeNull()
  addFile(library, trackId, '/a.wav', { durationSeconds: 12.5 })
  expect(durationOfTrack(database, trackId)).toBe(12.5)
  expect(() => durationOfTrack(database, 99)).toThrow(expect.objectContaining({ code: 'not-found' }))
})

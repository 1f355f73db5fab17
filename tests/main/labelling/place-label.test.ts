import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { publishedScheme } from '@shared/domain/schemes/published'
import { changeExcerpt, createExcerpt, deleteExcerpt } from '@main/labelling/change-excerpts'
import { deriveLabels } from '@main/labelling/derive-labels'
import { placeLabel, withdrawLabel } from '@main/labelling/place-label'
import { undoStackOf } from '@main/undo-of-library'
import { checkDatabase } from '@main/store/check'
import { excerptsOfTrack } from '@main/store/excerpts'
import { setFile } from '@main/store/files'
import { currentLabels, labelsOfTrack } from '@main/store/labels'
import { createTestContext, type TestContext } from '../../helpers/service-context'

const whole = { trackId: 1, excerptId: null }
const point = { valence: -0.25, arousal: 0.5 }

function labelledLibrary(): TestContext {
  const test = createTestContext({ tracks: [[['happiness', 3]], [['sadness', 3]]] })
  deriveLabels(test.context, publishedScheme, '')
  return test
}

const currentOf = ({ library }: TestContext) =>
  currentLabels(library.database).map(({ trackId, valence, source }) => [trackId, valence, source])

describe('a human label', () => {
  it('wins over the tags at once, and the tags win again when it is taken back', () => {
    const test = labelledLibrary()
    const before = currentOf(test)
    const record = placeLabel(test.context, whole, point, 'by ear')
    expect(record).toMatchObject({
      ...point,
      source: 'human',
      author: 'tester',
      note: 'by ear',
      createdAt: '2026-01-02T03:04:05.000Z',
      versionId: null,
    })
    expect(currentOf(test)[0]).toEqual([1, -0.25, 'human'])
    withdrawLabel(test.context, whole)
    expect(currentOf(test)).toEqual(before)
    expect(labelsOfTrack(test.library.database, 1)).toHaveLength(3)
  })

  it('is never overwritten: whatever is undone and made again, rows are only added and the store stays whole', () => {
    const action = fc.constantFrom('place', 'move', 'withdraw', 'undo', 'redo')
    fc.assert(
      fc.property(fc.array(action, { maxLength: 25 }), (actions) => {
        const test = labelledLibrary()
        const stack = undoStackOf(test.library)
        const states = [JSON.stringify(currentOf(test))]
        let [position, rows] = [0, 0]
        for (const [index, name] of actions.entries()) {
          if (name === 'undo') position -= stack.undo() && position > 0 ? 1 : 0
          else if (name === 'redo') position += stack.redo() ? 1 : 0
          else if (name !== 'withdraw' || currentOf(test)[0]?.[2] === 'human') {
            if (name === 'withdraw') withdrawLabel(test.context, whole)
            else placeLabel(test.context, whole, { valence: index / 100, arousal: 0 }, '')
            states.splice((position += 1), Infinity, JSON.stringify(currentOf(test)))
          }
          if (stack.titles().undo === null) break
          expect(JSON.stringify(currentOf(test))).toBe(states[position])
          expect(labelsOfTrack(test.library.database, 1).length).toBeGreaterThanOrEqual(rows)
          rows = labelsOfTrack(test.library.database, 1).length
        }
        expect(checkDatabase(test.library.database)).toEqual([])
        test.library.close()
      }),
      { numRuns: 25 },
    )
  })

  it.each([
    ['an unknown track', { trackId: 99, excerptId: null }, /no track 99/],
    ['an unknown excerpt', { trackId: 1, excerptId: 99 }, /no excerpt 99/],
  ])('is refused for %s', (_, target, message) => {
    const test = labelledLibrary()
    expect(() => placeLabel(test.context, target, point, '')).toThrow(message)
    expect(labelsOfTrack(test.library.database, 1)).toHaveLength(1)
  })

  it('cannot be taken back where there is none', () => {
    expect(() => withdrawLabel(labelledLibrary().context, whole)).toThrow(/no human label/)
  })
})

describe('an excerpt', () => {
  function withAudio(): TestContext {
    const test = labelledLibrary()
    const file = {
      path: 'a.wav',
      digest: 'd'.repeat(64),
      sizeBytes: 1,
      modifiedAtMs: 0,
      format: 'wav',
      durationSeconds: 60,
      sampleRate: 22050,
      channels: 1,
      loudnessDb: null,
      missing: false,
    }
    setFile(test.library.database, { trackId: 1, ...file })
    return test
  }

  it('is created, changed, labelled, deleted, and all of it undone and made again', () => {
    const test = withAudio()
    const { database } = test.library
    const ranges = () =>
      excerptsOfTrack(database, 1).map(({ startSeconds, endSeconds, label }) => [startSeconds, endSeconds, label?.valence ?? null])
    const { id } = createExcerpt(test.context, 1, { startSeconds: 5, endSeconds: 20 })
    changeExcerpt(test.context, id, { startSeconds: 6, endSeconds: 30 })
    placeLabel(test.context, { trackId: 1, excerptId: id }, point, '')
    deleteExcerpt(test.context, id)
    const stack = undoStackOf(test.library)
    const seen = [ranges(), ...[1, 2, 3, 4].map(() => (stack.undo(), ranges()))]
    const expected = [[], [[6, 30, -0.25]], [[6, 30, null]], [[5, 20, null]], []]
    expect(seen).toEqual(expected)
    expect([1, 2, 3, 4].map(() => (stack.redo(), ranges()))).toEqual(expected.slice(0, 4).reverse())
    expect(currentOf(test)[0]?.[2]).toBe('tags')
  })

  it.each([
    [{ startSeconds: 10, endSeconds: 10 }, /empty/],
    [{ startSeconds: 10, endSeconds: 61 }, /60 s long/],
  ])('is refused with the range %o', (range, message) => {
    expect(() => createExcerpt(withAudio().context, 1, range)).toThrow(message)
  })

  it('belongs to one track only', () => {
    const test = withAudio()
    const { id } = createExcerpt(test.context, 1, { startSeconds: 0, endSeconds: 1 })
    expect(() => placeLabel(test.context, { trackId: 2, excerptId: id }, point, '')).toThrow(/belongs to track 1/)
  })
})

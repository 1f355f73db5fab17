import fc from 'fast-check'
import { expect, it } from 'vitest'
import { publishedScheme } from '@shared/domain/schemes/published'
import { createExcerpt, deleteExcerpt } from '@main/labelling/change-excerpts'
import { deriveLabels } from '@main/labelling/derive-labels'
import { placeLabel, withdrawLabel } from '@main/labelling/place-label'
import { reviewQueue } from '@main/labelling/review-queue'
import { undoStackOf } from '@main/undo-of-library'
import { checkDatabase } from '@main/store/check'
import { trackIds, trackRows } from '@main/store/track-pages'
import { createTestContext, type TestContext } from '../../helpers/service-context'

const byId = { by: 'createdAt', direction: 'ascending' } as const
const tagged = { valence: expect.any(Number), source: 'tags', labelledExcerpts: 0 }

function labelledLibrary(): TestContext {
  const test = createTestContext({ tracks: [[['happiness', 3]], [['sadness', 3]]] })
  deriveLabels(test.context, publishedScheme, '')
  return test
}

const rowOf = (test: TestContext) => trackRows(test.library.database, [1])[0]
const range = (start: number) => ({ startSeconds: start, endSeconds: start + 5 })

it('the mean of the labels on excerpts is a label by people, in the table, the filter and the queue', () => {
  const test = labelledLibrary()
  const { database } = test.library
  const one = createExcerpt(test.context, 1, range(0)).id
  const other = createExcerpt(test.context, 1, range(10)).id
  expect(rowOf(test)).toMatchObject(tagged)
  placeLabel(test.context, { trackId: 1, excerptId: one }, { valence: -0.5, arousal: 0.5 }, '')
  placeLabel(test.context, { trackId: 1, excerptId: other }, { valence: 0.25, arousal: 0 }, '')
  expect(rowOf(test)).toMatchObject({ valence: -0.125, arousal: 0.25, source: 'human', labelledExcerpts: 2 })
  expect([...trackIds(database, { labelSources: ['human'] }, byId)]).toEqual([1])
  expect([...trackIds(database, { quadrants: [2] }, byId)]).toContain(1)
  expect(
    reviewQueue(test.context, { trackIds: [1, 2], order: 'unreliability', filter: {}, offset: 0, limit: 10 }).entries.map(
      ({ reviewed }) => reviewed,
    ),
  ).toEqual([true, false])
  deleteExcerpt(test.context, one)
  expect(rowOf(test)).toMatchObject({ valence: 0.25, labelledExcerpts: 1 })
  withdrawLabel(test.context, { trackId: 1, excerptId: other })
  expect(rowOf(test)).toMatchObject(tagged)
  const stack = undoStackOf(test.library)
  stack.undo()
  stack.undo()
  expect(rowOf(test)).toMatchObject({ valence: -0.125, labelledExcerpts: 2 })
})

it('a label of the whole track wins over the mean, which counts again when it is taken back', () => {
  const test = labelledLibrary()
  const { id } = createExcerpt(test.context, 1, range(0))
  placeLabel(test.context, { trackId: 1, excerptId: id }, { valence: 0.5, arousal: 0.5 }, '')
  placeLabel(test.context, { trackId: 1, excerptId: null }, { valence: -0.5, arousal: 0 }, '')
  expect(rowOf(test)).toMatchObject({ valence: -0.5, labelledExcerpts: 0 })
  withdrawLabel(test.context, { trackId: 1, excerptId: null })
  expect(rowOf(test)).toMatchObject({ valence: 0.5, labelledExcerpts: 1 })
})

/** Numbers that a person's labels have, by excerpt; what was deleted is not in it. */
type Model = Map<number, number | null>

function expectedValence(model: Model, whole: number | null): number | null {
  const labels = [...model.values()].filter((value) => value !== null)
  if (whole !== null) return whole
  return labels.length === 0 ? null : labels.reduce((sum, value) => sum + value, 0) / labels.length
}

it('whatever is made, labelled, taken back and deleted, the label that counts is the one that a plain model says', () => {
  const action = fc.record({ name: fc.constantFrom('make', 'label', 'label', 'whole', 'withdraw', 'delete'), pick: fc.nat(5) })
  fc.assert(
    fc.property(fc.array(action, { maxLength: 20 }), (actions) => {
      const test = labelledLibrary()
      const model: Model = new Map()
      let whole: number | null = null
      for (const [index, { name, pick }] of actions.entries()) {
        const excerptId = [...model.keys()][pick] ?? null
        const valence = index / 20 - 0.5
        const target = { trackId: 1, excerptId: name === 'whole' ? null : excerptId }
        const present = excerptId === null ? whole : (model.get(excerptId) ?? null)
        if (name === 'make') model.set(createExcerpt(test.context, 1, range(index)).id, null)
        else if (name === 'delete' && excerptId !== null) {
          deleteExcerpt(test.context, excerptId)
          model.delete(excerptId)
        } else if (name === 'label' || name === 'whole') {
          placeLabel(test.context, target, { valence, arousal: 0 }, '')
          if (target.excerptId === null) whole = valence
          else model.set(target.excerptId, valence)
        } else if (name === 'withdraw' && present !== null) {
          withdrawLabel(test.context, target)
          if (excerptId === null) whole = null
          else model.set(excerptId, null)
        }
      }
      const expected = expectedValence(model, whole)
      const row = rowOf(test)
      if (expected === null) expect(row).toMatchObject(tagged)
      else {
        expect(row?.source).toBe('human')
        expect(row?.valence).toBeCloseTo(expected, 12)
      }
      expect(checkDatabase(test.library.database)).toEqual([])
      test.library.close()
    }),
    { numRuns: 40 },
  )
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { crossValidationNotes, epochsOnAll } from '@shared/domain/cross-validation'

const fold = (validationTracks: number, bestEpoch: number) => ({
  trainTracks: 100 - validationTracks,
  validationTracks,
  testTracks: 25,
  epochsDone: 30,
  bestEpoch,
})

it('takes the median of the best epochs', () => {
  expect(epochsOnAll([30, 30, 30])).toBe(30)
  expect(epochsOnAll([40, 3, 12, 9, 11])).toBe(11)
  expect(epochsOnAll([10, 13])).toBe(12)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 20 }), (best) => {
      const epochs = epochsOnAll(best)
      expect(best.filter((epoch) => epoch <= epochs).length * 2).toBeGreaterThanOrEqual(best.length)
      expect(best.filter((epoch) => epoch >= epochs).length * 2).toBeGreaterThanOrEqual(best.length)
      expect(epochsOnAll([...best].reverse())).toBe(epochs)
    }),
  )
})

it('says what was held back and what was fitted on all tracks', () => {
  expect(crossValidationNotes({ folds: [fold(0, 30), fold(0, 30)], onAll: null })).toEqual([])
  expect(crossValidationNotes({ folds: [fold(0, 30)], onAll: { tracks: 125, epochs: 30 } })).toEqual([
    'Then fitted on all 125 tracks for 30 epochs, as each fold',
  ])
  expect(crossValidationNotes({ folds: [fold(10, 12), fold(11, 1)], onAll: { tracks: 125, epochs: 1 } })).toEqual([
    'Each fold held back 10–11 of its 100 training tracks, which chose its epoch (12, 1)',
    'Then fitted on all 125 tracks for 1 epoch, the median of the folds’ best',
  ])
})

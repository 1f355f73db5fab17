import { expect, it } from 'vitest'
import { epochInWords, epochsInWords, trainedInWords } from '@shared/domain/epochs-done'

const run = (state: string, epochsDone: number, epochs: number, folds = 0) => ({ state, epochsDone, settings: { epochs, folds } })

it('epochs of folds are named by folds, what was done of a run that is not done', () => {
  expect(epochsInWords(run('done', 60, 60))).toBe('60')
  expect(epochsInWords(run('done', 41, 60))).toBe('41')
  expect(epochsInWords(run('stopped', 12, 2000))).toBe('12 of 2,000')
  expect(epochsInWords(run('done', 150, 30, 5))).toBe('5 folds of 30')
  expect(epochsInWords(run('stopped', 70, 30, 5))).toBe('70 of 150 in 5 folds')
})

it('names the epochs on all tracks after the folds', () => {
  const fold = { trainTracks: 8, validationTracks: 0, testTracks: 2, epochsDone: 30, bestEpoch: 30 }
  const crossValidation = { folds: Array(5).fill(fold), onAll: { tracks: 10, epochs: 30 } }
  const whole = { ...run('done', 180, 30, 5), crossValidation }
  expect(epochsInWords(whole)).toBe('5 folds of 30, then 30 on all tracks')
  expect(epochsInWords({ ...whole, epochsDone: 127, crossValidation: { ...crossValidation, onAll: { tracks: 10, epochs: 11 } } })).toBe(
    '116 in 5 folds, then 11 on all tracks',
  )
  const settings = { epochs: 30, folds: 5, thenFitAll: true }
  expect(epochsInWords({ state: 'stopped', epochsDone: 160, settings })).toBe('160 of 180 in 5 folds and on all tracks')
  expect(trainedInWords(whole)).toBe('150 epochs in 5 folds and 30 on all tracks')
})

it('a sentence says how many epochs in how many folds', () => {
  expect(trainedInWords(run('done', 1, 1))).toBe('1 epoch')
  expect(trainedInWords(run('done', 1000, 1000))).toBe('1,000 epochs')
  expect(trainedInWords(run('done', 150, 30, 5))).toBe('150 epochs in 5 folds')
})

it('folds are counted from 1', () => {
  expect(epochInWords({ epoch: 3, fold: 0 }, 5)).toBe('fold 1 of 5, epoch 3')
  expect(epochInWords({ epoch: 3, fold: 5 }, 5)).toBe('all tracks, epoch 3')
  expect(epochInWords({ epoch: 3, fold: 0 }, 0)).toBe('epoch 3')
})

import { expect, it } from 'vitest'
import { patienceNote } from '@shared/domain/patience-note'

it('says that patience is not used with folds, and nothing where it is', () => {
  expect(patienceNote({ epochs: 60, folds: 5, patience: 10 })).toMatch(
    /^Patience \(10\) is not used with folds: each of the 5 folds trains all 60 epochs/u,
  )
  expect(patienceNote({ epochs: 60, folds: 0, patience: 10 })).toBeNull()
  expect(patienceNote({ epochs: 60, folds: 5, patience: null })).toBeNull()
})

import { expect, it } from 'vitest'
import { patienceNote } from '@shared/domain/patience-note'

it('says what patience takes from each fold', () => {
  expect(patienceNote({ folds: 5, patience: 10 })).toMatch(/^Each fold holds back a tenth of its training tracks/)
  expect(patienceNote({ folds: 0, patience: 10 })).toBeNull()
  expect(patienceNote({ folds: 5, patience: null })).toBeNull()
})

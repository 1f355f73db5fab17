import { describe, expect, it } from 'vitest'
import { foldsAdvice } from '@renderer/training/folds-advice'

const split = (train: number, validation: number, test: number) => ({ tracks: { train, validation, test } })

describe('advice on folds', () => {
  it('is given where few tracks would measure a network', () => {
    expect(foldsAdvice(split(67, 15, 14), { folds: 0 }, true)).toBe(
      '14 test tracks are too few to compare networks. 5 folds measure on all 96 tracks; for a model to export, then fit on all.',
    )
    expect(foldsAdvice(split(8, 1, 1), { folds: 0 }, true)).toMatch(/^1 test track is too few/)
  })

  it('is not given where it does not help', () => {
    expect(foldsAdvice(null, { folds: 0 }, true)).toBeNull()
    expect(foldsAdvice(split(67, 15, 14), { folds: 5 }, true)).toBeNull()
    expect(foldsAdvice(split(67, 15, 14), { folds: 0 }, false)).toBeNull()
    expect(foldsAdvice(split(700, 150, 150), { folds: 0 }, true)).toBeNull()
    expect(foldsAdvice(split(4, 1, 1), { folds: 0 }, true)).toBeNull()
  })
})

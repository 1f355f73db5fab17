import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quadrantReport, quadrantsInWords } from '@shared/domain/quadrant-report'
import { wilsonInterval } from '@shared/domain/wilson'

const point = (valence: number, arousal: number) => ({ valence, arousal })
const corners = [point(0.5, 0.5), point(-0.5, 0.5), point(-0.5, -0.5), point(0.5, -0.5)] as const
const pair = (observed: 0 | 1 | 2 | 3, predicted: 0 | 1 | 2 | 3) => ({ observed: corners[observed], predicted: corners[predicted] })

describe('the right quadrant over all tracks', () => {
  it('has a share, a balanced share and that of the commonest quadrant', () => {
    // Q1: 3 of 4 right, Q3: 0 of 1; balanced as scikit-learn's balanced_accuracy_score.
    const found = quadrantReport([pair(0, 0), pair(0, 0), pair(0, 0), pair(0, 1), pair(2, 0)])
    expect(found?.right.value).toBeCloseTo(0.6, 12)
    expect(found?.balanced).toBeCloseTo(0.375, 12)
    expect(found?.majority).toBeCloseTo(0.8, 12)
    expect(found && quadrantsInWords(found)).toBe('60 % [23 %, 88 %], balanced 38 %; the commonest quadrant alone 80 %')
  })

  it('is not known without tracks', () => {
    expect(quadrantReport([])).toBeNull()
  })
})

describe('the interval of a share', () => {
  it('equals that of statsmodels (proportion_confint, method wilson)', () => {
    expect(wilsonInterval(0, 10)).toMatchObject({ value: 0, low: 0 })
    expect(wilsonInterval(0, 10).high).toBeCloseTo(0.2775327998628892, 12)
    expect(wilsonInterval(5, 10).low).toBeCloseTo(0.236593090512564, 12)
    expect(wilsonInterval(5, 10).high).toBeCloseTo(0.7634069094874361, 12)
  })

  it('holds the share, lies in [0, 1], and mirrors that of the misses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (count, share) => {
        const hits = Math.round(share * count)
        const { value, low, high } = wilsonInterval(hits, count)
        expect(0 <= low && low <= value && value <= high && high <= 1).toBe(true)
        expect(wilsonInterval(count - hits, count).high).toBeCloseTo(1 - low, 9)
      }),
    )
  })
})

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dimensionMetrics, meanPoint, quadrantAccuracy, rangeOf } from '@shared/domain/metrics'
import { quantile } from '@shared/domain/metrics-report'

const numbers = z.array(z.number())
const goldenSchema = z.array(
  z.object({
    observed: numbers,
    predicted: numbers,
    mae: z.number(),
    mse: z.number(),
    r2: z.number(),
    pearson: z.number(),
    quantiles: numbers,
  }),
)
const golden = goldenSchema.parse(JSON.parse(readFileSync(new URL('../../fixtures/metrics/metrics-golden.json', import.meta.url), 'utf8')))

const coordinate = fc.double({ min: -1, max: 1, noNaN: true })
const pairs = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 40 })

describe('metrics of one dimension', () => {
  it.each(golden)('equal scikit-learn ($observed.length)', ({ observed, predicted, mae, mse, r2, pearson, quantiles }) => {
    const found = dimensionMetrics(observed, predicted)
    expect(found.mae).toBeCloseTo(mae, 12)
    expect(found.mse).toBeCloseTo(mse, 12)
    expect(found.r2).toBeCloseTo(r2, 10)
    expect(found.pearson).toBeCloseTo(pearson, 10)
    const sorted = [...predicted].sort((a, b) => a - b)
    for (const [index, share] of [0.025, 0.5, 0.975].entries()) expect(quantile(sorted, share)).toBeCloseTo(quantiles[index] ?? 0, 12)
  })

  it('are perfect for perfect predictions', () => {
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: 1 }), (values) => {
        expect(dimensionMetrics(values, values)).toMatchObject({ mae: 0, mse: 0, r2: 1 })
      }),
    )
  })

  it('do not depend on the order of the tracks, and MAE² ≤ MSE', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const of = (list: readonly [number, number][]) =>
          dimensionMetrics(
            list.map(([label]) => label),
            list.map(([, prediction]) => prediction),
          )
        const [forth, back] = [of(rows), of([...rows].reverse())]
        expect(back.mse).toBeCloseTo(forth.mse, 10)
        expect(back.pearson).toBeCloseTo(forth.pearson, 6)
        expect(forth.mae ** 2).toBeLessThanOrEqual(forth.mse + 1e-12)
      }),
    )
  })

  it('give the mean of the labels an R² of 0', () => {
    const labels = [0.1, 0.5, -0.7]
    const mean = meanPoint(labels.map((valence) => ({ valence, arousal: 0 }))).valence
    expect(
      dimensionMetrics(
        labels,
        labels.map(() => mean),
      ).r2,
    ).toBeCloseTo(0, 12)
  })

  it('say 0, not NaN, where labels are all the same and missed', () => {
    expect(dimensionMetrics([0.5, 0.5], [0.1, 0.2])).toMatchObject({ r2: 0, pearson: 0 })
  })

  it('measure chosen rows, as often as they are named', () => {
    expect(dimensionMetrics([0, 1, 9], [1, 1, 9], [0, 0, 1]).mae).toBeCloseTo(2 / 3, 12)
  })

  it('refuse nothing and unequal lengths', () => {
    expect(() => dimensionMetrics([], [])).toThrow(/Cannot measure 0 predictions/)
    expect(() => dimensionMetrics([1], [1, 2])).toThrow(/2 predictions against 1 labels/)
  })
})

describe('quadrants and ranges', () => {
  const pair = (valence: number, arousal: number, predictedValence: number, predictedArousal: number) => ({
    observed: { valence, arousal },
    predicted: { valence: predictedValence, arousal: predictedArousal },
  })

  it('count hits by the quadrant of the label; a point on an axis is up or right', () => {
    const found = quadrantAccuracy([pair(0, 0, 0.1, 0.1), pair(0.5, 0.5, -0.1, 0.1), pair(-0.5, 0.5, -0.1, 0.1), pair(0.5, -0.5, 0, -0.1)])
    expect(found).toEqual([0.5, 1, null, 1])
  })

  it('are between the extremes', () => {
    expect(rangeOf([0.2, -0.4, 0.1])).toEqual([-0.4, 0.2])
    expect(rangeOf([])).toEqual([0, 0])
  })
})

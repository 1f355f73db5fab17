import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dimensions } from '@shared/domain/plane'
import { agreementKeys, figureOf } from '@shared/domain/run-comparison/figures'
import { calibrationsOf } from '@shared/domain/run-comparison/calibration'
import { figuresOf } from '@shared/domain/run-comparison/figure-sums'
import { quadrantConfusion } from '@shared/domain/run-comparison/on-plane'
import { studentInterval, studentQuantile } from '@shared/domain/run-comparison/student'

const points = z.array(z.tuple([z.number(), z.number()]))
const number = z.number()
const ofDimension = z.object({
  mae: number,
  mse: number,
  r2: number,
  pearson: number,
  ccc: number,
  slope: number,
  intercept: number,
  range: number,
  deciles: z.array(z.tuple([number, number, number])),
})
const golden = z
  .object({
    cases: z.array(
      z.object({
        observed: points,
        predicted: points,
        valence: ofDimension,
        arousal: ofDimension,
        right: number,
        balanced: number,
        confusion: z.array(z.array(number)),
        wilson: z.tuple([number, number]),
      }),
    ),
    student: z.array(z.tuple([number, number])),
    mean: z.object({ values: z.array(number), mean: number, low: number, high: number }),
  })
  .parse(JSON.parse(readFileSync(new URL('../../../fixtures/metrics/comparison-golden.json', import.meta.url), 'utf8')))

describe.each(golden.cases)('figures of $observed.length tracks', ({ observed, predicted, ...wanted }) => {
  const tracks = observed.map(([valence, arousal], index) => ({ trackId: index + 1, valence, arousal, group: String(index) }))
  const entry = { members: [predicted.map(([valence, arousal]) => ({ valence, arousal }))] }

  it('equal those of scikit-learn and SciPy within 1e-9', () => {
    const figures = figuresOf(tracks, entry)
    for (const dimension of dimensions)
      for (const key of agreementKeys) expect(figures[figureOf(dimension, key)]).toBeCloseTo(wanted[dimension][key], 10)
    expect(figures.right).toBeCloseTo(wanted.right, 12)
    expect(figures.balanced).toBeCloseTo(wanted.balanced, 12)
  })

  it('so do calibration, range and confusion', () => {
    const calibrations = calibrationsOf(tracks, entry)
    for (const dimension of dimensions) {
      const [found, own] = [calibrations[dimension], wanted[dimension]]
      expect(found?.slope).toBeCloseTo(own.slope, 10)
      expect(found?.intercept).toBeCloseTo(own.intercept, 10)
      expect(found?.range).toBeCloseTo(own.range, 10)
      expect(found?.deciles.map(({ count }) => count)).toEqual(own.deciles.map(([count]) => count))
      for (const [index, [, meanPredicted, meanObserved]] of own.deciles.entries()) {
        expect(found?.deciles[index]?.meanPredicted).toBeCloseTo(meanPredicted, 12)
        expect(found?.deciles[index]?.meanObserved).toBeCloseTo(meanObserved, 12)
      }
    }
    const confusion = quadrantConfusion(tracks, entry)
    expect(confusion?.counts).toEqual(wanted.confusion)
    expect(confusion?.overall.low).toBeCloseTo(wanted.wilson[0], 10)
    expect(confusion?.overall.high).toBeCloseTo(wanted.wilson[1], 10)
  })
})

describe('Student’s t', () => {
  it.each(golden.student)('has the 97.5th percentile of SciPy for %d degrees of freedom', (degrees, wanted) => {
    expect(studentQuantile(degrees)).toBeCloseTo(wanted, 6)
  })

  it('gives the interval of a mean; none for one number, nothing for none', () => {
    const { values, mean, low, high } = golden.mean
    const found = studentInterval(values)
    expect(found?.mean).toBeCloseTo(mean, 12)
    expect(found?.low).toBeCloseTo(low, 9)
    expect(found?.high).toBeCloseTo(high, 9)
    expect(studentInterval([0.4])).toEqual({ mean: 0.4, low: null, high: null })
    expect(studentInterval([])).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { metricsReportSchema } from '@shared/contract/training'
import { dimensionReport, metricsReport } from '@shared/domain/metrics-report'
import { createRandom } from '@shared/domain/random'

function noisyPairs(count: number, noise: number) {
  const random = createRandom(4)
  return Array.from({ length: count }, () => {
    const [valence, arousal] = [random.next() * 2 - 1, random.next() * 2 - 1]
    return { observed: { valence, arousal }, predicted: { valence: valence + noise * random.normal(), arousal: 0.3 } }
  })
}

describe('a report', () => {
  const report = metricsReport(noisyPairs(60, 0.2), { valence: 0.1, arousal: 0 })

  it('fits the contract', () => {
    expect(metricsReportSchema.parse(report)).toEqual(report)
  })

  it('puts every value within its interval, and knows that a constant predicts nothing', () => {
    for (const { value, low, high } of Object.values(report.valence ?? {})) {
      expect(low).toBeLessThanOrEqual(value)
      expect(high).toBeGreaterThanOrEqual(value)
    }
    expect(report.arousal?.r2.value).toBeLessThanOrEqual(0)
    expect(report.arousal?.pearson.value).toBe(0)
    expect(report.valence?.mae.value).toBeLessThan(report.baseline.valence?.mae ?? NaN)
  })

  it('measures each dimension on the tracks that have a label of it, and quadrants on those with both', () => {
    const pairs = noisyPairs(40, 0.3)
    const lacking = pairs.map((pair, index) => (index < 10 ? { ...pair, observed: { ...pair.observed, valence: null } } : pair))
    const found = metricsReport(lacking, { valence: 0.1, arousal: 0 })
    const full = metricsReport(pairs, { valence: 0.1, arousal: 0 })
    const labelled = metricsReport(pairs.slice(10), { valence: 0.1, arousal: 0 })
    expect(metricsReportSchema.parse(found)).toEqual(found)
    expect(found).toMatchObject({ tracks: 40, labelled: { valence: 30, arousal: 40 } })
    expect(found.valence).toEqual(labelled.valence)
    expect(found.arousal).toEqual(full.arousal)
    expect(found.quadrants).toEqual(labelled.quadrants)
    expect(full).not.toHaveProperty('labelled')
  })

  it('says nothing of a dimension without labels', () => {
    const pairs = noisyPairs(20, 0.3).map((pair) => ({ ...pair, observed: { ...pair.observed, arousal: null } }))
    const found = metricsReport(pairs, { valence: 0, arousal: 0 })
    expect(found).toMatchObject({ arousal: null, quadrants: null, quadrantAccuracy: [null, null, null, null] })
    expect(found.baseline.arousal).toBeNull()
    expect(found.ranges.observed.arousal).toBeNull()
  })

  it('is the same for the same seed, another for another', () => {
    const pairs = noisyPairs(30, 0.5)
    const of = (seed: number) => metricsReport(pairs, { valence: 0, arousal: 0 }, { resamples: 100, seed })
    expect(of(1)).toEqual(of(1))
    expect(of(2).valence?.mae.low).not.toBe(of(1).valence?.mae.low)
  })

  it('has intervals near the standard error: ±1.96 σ/√n for a mean', () => {
    const random = createRandom(9)
    const observed = new Float64Array(400)
    const predicted = observed.map(() => random.next())
    const { mae } = dimensionReport(observed, predicted, { resamples: 2000, seed: 3 })
    const expected = (1.96 * Math.sqrt(1 / 12)) / Math.sqrt(400)
    expect((mae.high - mae.low) / 2).toBeCloseTo(expected, 2)
    expect(Math.abs((mae.high - mae.low) / 2 / expected - 1)).toBeLessThan(0.1)
  })
})

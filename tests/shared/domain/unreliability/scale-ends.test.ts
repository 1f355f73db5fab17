import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '@shared/domain/random'
import { labelErrors } from '@shared/domain/unreliability/label-errors'
import { endsOf, logLikelihood, logTail } from '@shared/domain/unreliability/scale-ends'
import { averagePrecision } from '../../../../bench/label-errors/ranking'

const within = (value: number): number => Math.max(-1, Math.min(1, value))

describe('the ends of the scale', () => {
  it('have the tail probabilities of the normal distribution', () => {
    const known = [
      [0, 0.5],
      [1, 0.158655253931457],
      [-2, 0.977249868051821],
      [2.9, 0.001865813300384],
      [3.1, 0.000967603213218],
      [6, 9.86587645037698e-10],
    ] as const
    for (const [x, probability] of known) expect(Math.exp(logTail(x)) / probability).toBeCloseTo(1, 7)
    expect(logTail(40)).toBeCloseTo(-804.608, 2)
    expect(logTail(-40)).toBeCloseTo(0, 12)
  })

  it('take up what a likelihood without ends has beyond them', () => {
    const covariance = fc.record({
      vv: fc.double({ min: 0.02, max: 0.5, noNaN: true }),
      aa: fc.double({ min: 0.02, max: 0.5, noNaN: true }),
      correlation: fc.double({ min: -0.9, max: 0.9, noNaN: true }),
    })
    const coordinate = fc.double({ min: -0.9, max: 0.9, noNaN: true })
    fc.assert(
      fc.property(covariance, coordinate, coordinate, fc.constantFrom(-1, 1), ({ vv, aa, correlation }, expected, a, end) => {
        const own = { vv, va: correlation * Math.sqrt(vv * aa), aa }
        const step = 0.005
        let beyond = 0
        for (let v = step / 2; v < 6; v += step) {
          beyond += step * Math.exp(logLikelihood(own, end * (1 + v) - expected, a, endsOf({ valence: 0, arousal: 0 })))
        }
        const ofValence = Math.exp(logLikelihood(own, end - expected, a, endsOf({ valence: end, arousal: 0 })))
        const ofArousal = Math.exp(logLikelihood({ ...own, vv: aa, aa: vv }, a, end - expected, endsOf({ valence: 0, arousal: end })))
        expect(Math.abs(ofValence - beyond)).toBeLessThan(1e-3 * beyond + 1e-9)
        expect(Math.abs(ofArousal - ofValence)).toBeLessThan(1e-6 * ofValence + 1e-12)
      }),
      { numRuns: 40 },
    )
  })

  it('make a label there suspicious where none is expected, and not where people use them', () => {
    const logOddsAtEnd = (deviation: number): number => {
      const random = createRandom(7)
      const count = 400
      const draw = (of: () => number): Float64Array => Float64Array.from({ length: count }, of)
      const predictions = { valence: draw(() => 1.4 * random.next() - 0.7), arousal: draw(() => 1.4 * random.next() - 0.7) }
      const near = (value: number): number => within(value + deviation * random.normal())
      const labels = { valence: predictions.valence.map(near), arousal: predictions.arousal.map(near) }
      predictions.valence[0] = 0.5
      labels.valence[0] = 1
      predictions.arousal[0] = 0
      labels.arousal[0] = 0
      return labelErrors(labels, predictions)[0]?.logOdds ?? NaN
    }
    expect(logOddsAtEnd(0.25)).toBeGreaterThan(1.5)
    expect(logOddsAtEnd(0.6)).toBeLessThan(0.5)
  })

  it('do not hide strongly wrong labels that lie there behind labels that lie far inside', () => {
    const precision = Array.from({ length: 6 }, (_, seed) => {
      const random = createRandom(seed)
      const rows = Array.from({ length: 500 }, () => {
        const predicted = 0.6 * (2 * random.next() - 1)
        const label = Math.max(-0.95, Math.min(0.95, predicted + 0.3 * random.normal()))
        const isWrong = random.next() < 0.1
        return { predicted, label: isWrong ? within(label + 0.5 * random.normal()) : label, isWrong }
      })
      const arousal = new Float64Array(rows.length)
      const labels = { valence: Float64Array.from(rows, ({ label }) => label), arousal }
      const predictions = { valence: Float64Array.from(rows, ({ predicted }) => predicted), arousal }
      const wrong = rows.map(({ isWrong }) => isWrong)
      const ours = labelErrors(labels, predictions).map((error) => error?.logOdds ?? 0)
      const byDistance = rows.map(({ predicted, label }) => Math.abs(label - predicted))
      return averagePrecision(ours, wrong) - averagePrecision(byDistance, wrong)
    })
    expect(precision.reduce((sum, gain) => sum + gain, 0) / precision.length).toBeGreaterThan(0.03)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '@shared/domain/random'
import { type ExpectedLabel, labelCommonness } from '@shared/domain/unreliability/label-density'

const covariance = { vv: 0.09, va: 0, aa: 0.09 }
const sameWeights = (count: number): Float64Array => new Float64Array(count).fill(1)

/** Labels of two values of valence, where a model expects all in the middle. */
function twoGroups(count: number): { valence: Float64Array; arousal: Float64Array; expected: ExpectedLabel[] } {
  const random = createRandom(3)
  return {
    valence: Float64Array.from({ length: count }, (_, track) => (track % 2 === 0 ? -0.5 : 0.5) + 0.05 * random.normal()),
    arousal: Float64Array.from({ length: count }, () => 0.05 * random.normal()),
    expected: Array.from({ length: count }, () => ({ valence: 0, arousal: 0, covariance })),
  }
}

describe('how common a label is beside what predictions let expect', () => {
  it('is high where labels gather and low where none lie, though the prediction fits both as well', () => {
    const { valence, arousal, expected } = twoGroups(400)
    valence[0] = 0
    const commonness = labelCommonness({ valence, arousal }, expected, sameWeights(400))
    expect(commonness[0]).toBeLessThan(-0.5)
    for (const track of [1, 2, 3]) expect(commonness[track]).toBeGreaterThan(0.3)
  })

  it('is near 0 where the predictions describe the labels', () => {
    const random = createRandom(5)
    const draw = (): Float64Array => Float64Array.from({ length: 2000 }, () => 0.3 * random.normal())
    const expected = Array.from({ length: 2000 }, () => ({ valence: 0, arousal: 0, covariance }))
    const commonness = labelCommonness({ valence: draw(), arousal: draw() }, expected, sameWeights(2000))
    const mean = commonness.reduce((sum, value) => sum + Math.abs(value), 0) / 2000
    expect(mean).toBeLessThan(0.25)
  })

  it('does not vouch for a label by itself', () => {
    const { valence, arousal, expected } = twoGroups(40)
    valence[0] = 0.95
    const weights = sameWeights(40)
    const own = labelCommonness({ valence, arousal }, expected, weights)[0]
    weights[0] = 0
    expect(labelCommonness({ valence, arousal }, expected, weights)[0]).toBeCloseTo(own ?? NaN, 1)
  })

  it('is finite for any labels and predictions', () => {
    const value = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value, value, value), { minLength: 1, maxLength: 30 }), (rows) => {
        const labels = { valence: Float64Array.from(rows, ([v]) => v), arousal: Float64Array.from(rows, ([, a]) => a) }
        const expected = rows.map(([, , valence, arousal]) => ({ valence, arousal, covariance: { vv: 1e-4, va: 0, aa: 1e-4 } }))
        expect(labelCommonness(labels, expected, sameWeights(rows.length)).every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })
})

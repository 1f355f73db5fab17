import { describe, expect, it } from 'vitest'
import { betterBaseline } from '@shared/domain/baseline'
import { dimensionMetrics } from '@shared/domain/metrics'
import { differenceOfR2 } from '@shared/domain/paired-difference'
import { createRandom } from '@shared/domain/random'

const random = createRandom(3)
const observed = Float64Array.from({ length: 80 }, () => random.next() * 2 - 1)
const near = observed.map((label) => label + 0.1 * random.normal())
const far = observed.map((label) => 0.3 * label + 0.5 * random.normal())

describe('the paired difference of R²', () => {
  it('is the difference of both, above 0 where the first is clearly better', () => {
    const difference = differenceOfR2(observed, near, far)
    expect(difference.value).toBeCloseTo(dimensionMetrics(observed, near).r2 - dimensionMetrics(observed, far).r2, 12)
    expect(difference.low).toBeGreaterThan(0)
    expect(difference.low).toBeLessThan(difference.value)
    expect(difference.high).toBeGreaterThan(difference.value)
  })

  it('of equal predictions is 0, with an interval of no width', () => {
    expect(differenceOfR2(observed, near, near)).toEqual({ value: 0, low: 0, high: 0 })
  })

  it('turns its sign with the order', () => {
    const [one, other] = [differenceOfR2(observed, near, far), differenceOfR2(observed, far, near)]
    expect(one.low).toBeCloseTo(-other.high, 12)
  })
})

describe('the sentence on baselines', () => {
  const interval = (low: number) => ({ value: low + 0.1, low, high: low + 0.2 })
  const r2 = (value: number) => ({ valence: { r2: { value, low: 0, high: 1 } }, arousal: { r2: { value, low: 0, high: 1 } } })
  const baseline = (name: 'ridge' | 'forest' | 'boosting', low: number) => ({
    name,
    metrics: r2(0.6),
    gain: { valence: interval(low), arousal: interval(low - 1) },
  })

  it('names the one that gains most, and only the dimensions in which it is surely better', () => {
    const text = betterBaseline([baseline('ridge', 0.1), baseline('forest', 0.2), baseline('boosting', -0.05)], r2(0.3), ['lyrics'])
    expect(text).toBe(
      'Random forest on word vectors and frequent words predicts these tracks better than the network: ' +
        'R² 0.60 against 0.30 for valence (95 % interval of the difference 0.20…0.40).',
    )
  })

  it('is not said where every interval reaches 0', () => {
    expect(betterBaseline([baseline('ridge', 0), baseline('forest', -0.1)], r2(0.3), ['audio'])).toBeNull()
    expect(betterBaseline([], r2(0.3), ['audio'])).toBeNull()
  })
})

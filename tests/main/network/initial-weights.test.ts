import { describe, expect, it } from 'vitest'
import { initialWeights } from '@main/network/initial-weights'
import { studyInputs } from '@main/network/inputs'
import { planNetwork } from '@main/network/plan'
import { publishedNetwork } from '@main/network/published'
import { checkWeights, weightNamed, weightSpecifications } from '@main/network/weights'

const plan = planNetwork(publishedNetwork('audio-lyrics'), studyInputs({ lyrics: 50 }))

describe('initial weights', () => {
  const weights = initialWeights(plan, 1)

  it('are all there, in the shapes that the network needs', () => {
    expect([...weights.keys()]).toEqual(weightSpecifications(plan).map(({ name }) => name))
    expect(() => checkWeights(plan, weights)).not.toThrow()
  })

  it('fill ±1/√(fan in) evenly, as PyTorch does', () => {
    const { data } = weightNamed(weights, 'audio.1.weight')
    const bound = 1 / Math.sqrt(20 * 10)
    expect(Math.max(...data)).toBeLessThanOrEqual(bound)
    expect(Math.min(...data)).toBeGreaterThanOrEqual(-bound)
    const variance = data.reduce((sum, value) => sum + value ** 2, 0) / data.length
    expect(variance / (bound ** 2 / 3)).toBeCloseTo(1, 1)
  })

  it('begin batch normalisation at 1 and 0, and pad with zeros', () => {
    expect(new Set(weightNamed(weights, 'audio.2.weight').data)).toEqual(new Set([1]))
    expect(new Set(weightNamed(weights, 'audio.2.running_mean').data)).toEqual(new Set([0]))
    expect(new Set(weightNamed(weights, 'lyrics.0.weight').data.subarray(0, 300))).toEqual(new Set([0]))
    expect(weightNamed(weights, 'lyrics.0.weight').data[300]).not.toBe(0)
  })

  it('follow from the seed', () => {
    expect(initialWeights(plan, 1)).toEqual(weights)
    expect(initialWeights(plan, 2)).not.toEqual(weights)
  })

  it('are refused where a tensor has another shape or is missing', () => {
    const wrong = new Map(weights).set('audio.1.bias', { dims: [3], data: new Float32Array(3) })
    expect(() => checkWeights(plan, wrong)).toThrow('audio.1.bias has the shape [3], not [16]')
    wrong.delete('audio.1.bias')
    expect(() => checkWeights(plan, wrong)).toThrow('no tensor audio.1.bias')
  })
})

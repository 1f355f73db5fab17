import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { studyInputs } from '@main/network/inputs'
import { planNetwork } from '@main/network/plan'
import { planForRule, shortestSeconds } from '@main/network/plan-for-rule'
import { publishedNetwork } from '@main/network/published'
import type { ExcerptRule } from '@shared/domain/excerpt-rule'
import type { Layer, Network } from '@shared/domain/network'

const heard = (layers: readonly Layer[]): Network => ({
  name: 'own',
  branches: [{ modality: 'audio', frozen: false, layers: [...layers, { type: 'flatten' }] }],
  head: [{ type: 'linear', units: 2 }],
})

function fits(network: Network, rule: ExcerptRule): boolean {
  try {
    return planNetwork(network, studyInputs({ lyrics: 1, comments: 1 }, rule)).branches.length > 0
  } catch {
    return false
  }
}

describe('the shortest excerpts that a network reads', () => {
  it('are found by its layers, for any pattern', () => {
    const sliding = fc.record({
      type: fc.constant('max-pooling' as const),
      size: fc.integer({ min: 1, max: 60 }),
      stride: fc.integer({ min: 1, max: 6 }),
    })
    const pattern = fc.record({ segmentSeconds: fc.integer({ min: 1, max: 9 }), kept: fc.double({ min: 0.2, max: 1, noNaN: true }) })
    fc.assert(
      fc.property(fc.array(sliding, { minLength: 1, maxLength: 4 }), pattern, (layers, { segmentSeconds, kept }) => {
        const network = heard(layers)
        const rule = { lengthSeconds: 73, segmentSeconds, keptSegmentSeconds: Math.max(0.1, segmentSeconds * kept) }
        const shortest = shortestSeconds(network, rule)
        if (shortest === null) {
          expect(fits(network, { ...rule, lengthSeconds: 120 })).toBe(false)
          return
        }
        expect(shortest).toBeGreaterThanOrEqual(5)
        for (const lengthSeconds of [shortest, shortest + 3.3, 120]) expect(fits(network, { ...rule, lengthSeconds })).toBe(true)
        if (shortest > 5) expect(fits(network, { ...rule, lengthSeconds: shortest - 0.1 })).toBe(false)
      }),
      { numRuns: 60, seed: 3 },
    )
  })

  it('are not asked of a network of texts, and none fit layers that need more than a rule can give', () => {
    expect(shortestSeconds(publishedNetwork('lyrics'), { lengthSeconds: 5, segmentSeconds: 5, keptSegmentSeconds: 0.1 })).toBeNull()
    expect(
      shortestSeconds(heard([{ type: 'max-pooling', size: 9000, stride: 1 }]), {
        lengthSeconds: 73,
        segmentSeconds: 1,
        keptSegmentSeconds: 1,
      }),
    ).toBeNull()
    const wide = heard([{ type: 'max-pooling', size: 9000, stride: 1 }])
    expect(() => planForRule(wide)).toThrow('Layer audio.0')
    expect(() => planForRule(heard([{ type: 'max-pooling', size: 1600, stride: 1 }]))).toThrow('are too short for the network own')
  })
})

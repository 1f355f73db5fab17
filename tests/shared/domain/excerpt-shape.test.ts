import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerptRuleSchema } from '@shared/contract/excerpt-rule'
import { defaultExcerptRule, describeExcerptRule, isSameRule, keptRanges } from '@shared/domain/excerpt-rule'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { frameCount, keptSamples, mfccLength, rightPaddingSamples, windowSamples } from '@shared/domain/feature-constants'
import { keepSegments } from '@main/audio/excerpt'

const rules = fc
  .record({
    lengthSeconds: fc.integer({ min: 5, max: 120 }),
    segmentSeconds: fc.integer({ min: 1, max: 20 }),
    keptSegmentSeconds: fc.integer({ min: 1, max: 20 }),
  })
  .filter(({ segmentSeconds, keptSegmentSeconds }) => keptSegmentSeconds <= segmentSeconds)

describe('shapeOfRule', () => {
  it('gives the numbers of the study by default', () => {
    expect(shapeOfRule()).toMatchObject({ keptSamples, frameCount, rightPaddingSamples, mfccLength })
    expect(shapeOfRule().frameCount).toBe(1502)
  })

  it('counts what counting second by second counts', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        const seconds = Array.from({ length: rule.lengthSeconds }, (_, second) => second)
        const kept = seconds.filter((second) => second % rule.segmentSeconds < rule.keptSegmentSeconds).length
        const shape = shapeOfRule(rule)
        expect(shape.keptSamples).toBe(kept * 22_050)
        // Windows are centred on every 661st sample, from the first on.
        const centres = Array.from({ length: Math.ceil(shape.keptSamples / windowSamples) + 1 }, (_, window) => window * windowSamples)
        expect(shape.frameCount).toBe(centres.filter((centre) => centre < shape.keptSamples).length)
        const ranges = keptRanges({ startSeconds: 3, endSeconds: 3 + rule.lengthSeconds }, rule)
        expect(ranges.reduce((sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds, 0)).toBeCloseTo(kept, 9)
      }),
      { numRuns: 200 },
    )
  })

  it('keeps the samples that the rule names', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        const shape = shapeOfRule(rule)
        const seconds = Float32Array.from({ length: shape.sourceSamples }, (_, sample) => Math.floor(sample / 22_050))
        const heard = new Set(keepSegments(seconds, rule))
        for (let second = 0; second < rule.lengthSeconds; second += 1)
          expect(heard.has(second)).toBe(second % rule.segmentSeconds < rule.keptSegmentSeconds)
      }),
      { numRuns: 15 },
    )
  })
})

describe('ExcerptRule', () => {
  it('is one rule however “every second” is written', () => {
    const every = { lengthSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 }
    expect(isSameRule(every, { lengthSeconds: 10, segmentSeconds: 5, keptSegmentSeconds: 5 })).toBe(true)
    expect(isSameRule(every, { ...every, lengthSeconds: 11 })).toBe(false)
    expect(isSameRule(defaultExcerptRule, { ...defaultExcerptRule, keptSegmentSeconds: 5 })).toBe(false)
    expect(describeExcerptRule(every)).toBe('10 s, every second of them')
    expect(describeExcerptRule(defaultExcerptRule)).toBe('73 s, 3 s of every 5 s')
  })

  it('is refused outside 5 to 120 s, or when more is kept than a segment holds', () => {
    expect(excerptRuleSchema.safeParse(defaultExcerptRule).success).toBe(true)
    for (const wrong of [{ lengthSeconds: 4 }, { lengthSeconds: 121 }, { keptSegmentSeconds: 6 }, { segmentSeconds: Number.NaN }])
      expect(excerptRuleSchema.safeParse({ ...defaultExcerptRule, ...wrong }).success).toBe(false)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultExcerptRule } from '@shared/domain/excerpt-rule'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { chanceOf, hopSeconds, spansOf, stretchesOf, withoutStretch } from '@shared/domain/occlusion'
import { createRandom } from '@shared/domain/random'

const every9 = { lengthSeconds: 9, segmentSeconds: 1, keptSegmentSeconds: 1 }
const rangesOf = (stretches: ReturnType<typeof stretchesOf>) => stretches.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])

describe('the stretches of an excerpt', () => {
  it('are three seconds long, one every one and a half', () => {
    expect(rangesOf(stretchesOf(every9, 20, 9))).toEqual([
      [20, 23],
      [21.5, 24.5],
      [23, 26],
      [24.5, 27.5],
      [26, 29],
    ])
  })

  it('are the kept parts where the rule leaves seconds out between them', () => {
    const stretches = stretchesOf(defaultExcerptRule, 5, 73)
    expect(rangesOf(stretches)).toEqual(Array.from({ length: 15 }, (_, index) => [5 + 5 * index, 8 + 5 * index]))
    expect(stretches[1]?.samples).toEqual([{ start: 3 * 22_050, end: 6 * 22_050 }])
  })

  it('leave no sliver where the length is no whole number of hops', () => {
    const spans = spansOf(stretchesOf({ ...every9, lengthSeconds: 10 }, 0, 10).map((stretch) => ({ ...stretch, valence: 0, arousal: 0 })))
    expect(spans).toHaveLength(7)
    for (const { startSeconds, endSeconds } of spans) expect(endSeconds - startSeconds).toBeCloseTo(10 / 7, 3)
  })

  it('of a short track lie in every repetition of it', () => {
    const [first] = stretchesOf(every9, 0, 4.5)
    expect(first?.samples).toEqual([0, 4.5].map((start) => ({ start: start * 22_050, end: (start + 3) * 22_050 })))
  })

  it('hold every sample of the excerpt, and none of another', () => {
    const rules = fc
      .record({ length: fc.integer({ min: 5, max: 40 }), segment: fc.integer({ min: 1, max: 8 }), kept: fc.integer({ min: 1, max: 8 }) })
      .map(({ length, segment, kept }) => ({ lengthSeconds: length, segmentSeconds: segment, keptSegmentSeconds: Math.min(kept, segment) }))
    fc.assert(
      fc.property(rules, fc.integer({ min: 500, max: 45_000 }), (rule, milliseconds) => {
        const { keptSamples } = shapeOfRule(rule)
        const held = new Uint8Array(keptSamples)
        for (const { startSeconds, endSeconds, samples } of stretchesOf(rule, 0, Math.min(rule.lengthSeconds, milliseconds / 1000))) {
          expect(endSeconds - startSeconds).toBeLessThan(3.8)
          for (const { start, end } of samples) held.fill(1, start, end)
        }
        expect(held.indexOf(0)).toBe(-1)
      }),
      { numRuns: 20 },
    )
  })
})

describe('an excerpt without a stretch', () => {
  it('is as it was elsewhere, and there made of the rest', () => {
    const samples = Float32Array.from({ length: 30_000 }, (_, index) => index + 1)
    const stretch = { samples: [{ start: 10_000, end: 20_000 }] }
    const filled = withoutStretch(samples, stretch, createRandom(3))
    expect(filled.subarray(0, 10_000)).toEqual(samples.subarray(0, 10_000))
    expect(filled.subarray(20_000)).toEqual(samples.subarray(20_000))
    expect(filled.subarray(10_000, 20_000).every((value) => value > 0 && (value <= 10_000 || value > 20_000))).toBe(true)
    expect(filled).toEqual(withoutStretch(samples, stretch, createRandom(3)))
    expect(filled).not.toEqual(withoutStretch(samples, stretch, createRandom(4)))
    expect(samples[15_000]).toBe(15_001)
  })

  it('is the excerpt itself where there is no rest', () => {
    const samples = Float32Array.from({ length: 1000 }, (_, index) => index)
    expect(withoutStretch(samples, { samples: [{ start: 0, end: 1000 }] }, createRandom(1))).toEqual(samples)
  })
})

describe('what stretches moved', () => {
  it('is for each second the mean of those that hold it', () => {
    const moves = [0, 1, 0].map((valence, index) => ({
      startSeconds: index * hopSeconds,
      endSeconds: (index + 2) * hopSeconds,
      valence,
      arousal: -valence,
    }))
    expect(spansOf(moves).map(({ startSeconds, valence, arousal }) => [startSeconds, valence, arousal])).toEqual([
      [0, 0, 0],
      [1.5, 0.5, -0.5],
      [3, 0.5, -0.5],
      [4.5, 0, 0],
    ])
    expect(spansOf([])).toEqual([])
  })

  it('is known as well as its draws agree', () => {
    const draws = [1, 2, 3].map((valence) => ({ valence, arousal: 0.5 }))
    expect(chanceOf([draws, draws])).toEqual({ valence: Math.sqrt(1 / 3), arousal: 0 })
  })
})

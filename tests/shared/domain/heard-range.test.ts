import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heardParts } from '@shared/domain/heard-range'

describe('the heard parts of an excerpt', () => {
  it('are the kept parts of its middle where it is long, of all of it where it is as long as the rule', () => {
    const rule = { lengthSeconds: 10, segmentSeconds: 5, keptSegmentSeconds: 3 }
    expect(heardParts({ startSeconds: 20, endSeconds: 30 }, rule, 100)).toEqual([
      { startSeconds: 20, endSeconds: 23 },
      { startSeconds: 25, endSeconds: 28 },
    ])
    expect(heardParts({ startSeconds: 20, endSeconds: 50 }, rule, 40)).toEqual([
      { startSeconds: 25, endSeconds: 28 },
      { startSeconds: 30, endSeconds: 33 },
    ])
    expect(heardParts({ startSeconds: 40, endSeconds: 50 }, rule, 40)).toEqual([])
  })

  it('of a repeated excerpt are all seconds that any repetition lets through', () => {
    const rule = { lengthSeconds: 10, segmentSeconds: 5, keptSegmentSeconds: 3 }
    expect(heardParts({ startSeconds: 7, endSeconds: 11 }, rule, 100)).toEqual([{ startSeconds: 7, endSeconds: 11 }])
    expect(heardParts({ startSeconds: 7, endSeconds: 12 }, rule, 100)).toEqual([{ startSeconds: 7, endSeconds: 10 }])
  })

  it('agree with repeating and cutting tenth by tenth of a second', () => {
    const tenths = (min: number, max: number) => fc.integer({ min, max })
    const whole = fc.record({ start: tenths(0, 400), length: tenths(1, 600), duration: tenths(1, 900), rule: tenths(50, 300) })
    const pattern = fc.record({ segment: tenths(2, 90), kept: tenths(1, 90) })
    fc.assert(
      fc.property(whole, pattern, ({ start, length, duration, rule }, { segment, kept }) => {
        const keptOf = Math.min(kept, segment)
        const end = Math.min(duration, start + length)
        // The middle of a longer excerpt begins on a tenth.
        fc.pre((end - start - rule) % 2 === 0 || end - start <= rule)
        const from = end - start > rule ? start + (end - start - rule) / 2 : start
        const heard = Math.min(end - start, rule)
        const expected = new Set<number>()
        for (let at = 0; at < rule && heard > 0; at += 1) {
          const isKept = keptOf >= Math.min(segment, rule) || at % segment < keptOf
          if (isKept) expected.add(from + (at % heard))
        }
        const parts = heardParts(
          { startSeconds: start / 10, endSeconds: (start + length) / 10 },
          { lengthSeconds: rule / 10, segmentSeconds: segment / 10, keptSegmentSeconds: keptOf / 10 },
          duration / 10,
        )
        const covered = new Set<number>()
        for (let at = 0; at < 1000; at += 1) {
          const middle = (at + 0.5) / 10
          if (parts.some(({ startSeconds, endSeconds }) => startSeconds < middle && middle < endSeconds)) covered.add(at)
        }
        expect([...covered]).toEqual([...expected].sort((a, b) => a - b))
      }),
      { numRuns: 200, seed: 4 },
    )
  })
})

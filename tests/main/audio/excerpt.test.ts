import {
  excerptSourceSeconds,
  keptSamples,
  keptSegmentSamples,
  sampleRate,
  segmentCount,
  segmentSeconds,
} from '@shared/domain/feature-constants'
import { fittingExcerptStartSeconds, keepSegments, middleExcerptStartSeconds } from '@main/audio/excerpt'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const excerptSourceSamples = excerptSourceSeconds * sampleRate
const segmentSamples = segmentSeconds * sampleRate

/** Samples that are their own index. */
const counting = (length: number): Float32Array => Float32Array.from({ length }, (_, index) => index)

describe('keepSegments', () => {
  it('keeps the first three of every five seconds', () => {
    const kept = keepSegments(counting(excerptSourceSamples))
    expect([kept.length, segmentCount]).toEqual([keptSamples, 15])
    expect(kept[keptSegmentSamples - 1]).toBe(3 * sampleRate - 1)
    expect(kept[keptSegmentSamples]).toBe(5 * sampleRate)
    expect(kept.at(-1)).toBe(73 * sampleRate - 1)
  })

  it('repeats what is shorter than 73 s and ignores what is longer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: excerptSourceSamples + 50_000 }), fc.nat({ max: keptSamples - 1 }), (length, index) => {
        const source = Math.floor(index / keptSegmentSamples) * segmentSamples + (index % keptSegmentSamples)
        expect(keepSegments(counting(length))[index]).toBe(length < excerptSourceSamples ? source % length : source)
      }),
      { numRuns: 8 },
    )
  })

  it('refuses nothing at all', () => {
    expect(() => keepSegments(new Float32Array())).toThrow(RangeError)
  })
})

describe('excerpt starts', () => {
  it.each([
    [73, 0],
    [10, 0],
    [100, 13.5],
    [273, 100],
  ])('has the middle of %d s at %d s', (duration, start) => {
    expect(middleExcerptStartSeconds(duration)).toBe(start)
  })

  it.each([
    [20, 200, 20],
    [150, 200, 127],
    [30, 50, 0],
  ])('moves a start at %d s of %d s to %d s', (start, duration, fitting) => {
    expect(fittingExcerptStartSeconds(start, duration)).toBe(fitting)
  })
})

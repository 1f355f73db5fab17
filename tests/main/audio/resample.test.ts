import { concatenate } from '@main/audio/audio-block'
import { createResampler, resample } from '@main/audio/resample'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const target = 22_050

function tone(rate: number, hertz: number, seconds = 1): Float32Array {
  return Float32Array.from({ length: rate * seconds }, (_, sample) => Math.sin((2 * Math.PI * hertz * sample) / rate))
}

/** Largest deviation away from the edges, in dB below full scale. */
function deviationDecibels(actual: Float32Array, expected: Float32Array): number {
  const edge = 1000
  let largest = 0
  for (let sample = edge; sample < expected.length - edge; sample += 1)
    largest = Math.max(largest, Math.abs((actual[sample] ?? 9) - (expected[sample] ?? 0)))
  return 20 * Math.log10(largest)
}

describe('resample', () => {
  it.each([
    [44_100, 440],
    [44_100, 9_900],
    [48_000, 1_000],
    [48_000, 9_900],
    [96_000, 5_000],
    [32_000, 3_000],
    [16_000, 7_000],
    [11_025, 4_900],
    [8_000, 3_500],
    [44_056, 1_000],
  ])('keeps what both rates carry: from %i Hz, a tone of %i Hz', (rate, hertz) => {
    expect(deviationDecibels(resample(tone(rate, hertz), rate, target), tone(target, hertz))).toBeLessThan(-100)
  })

  it.each([
    [44_100, 11_026],
    [44_100, 15_000],
    [48_000, 11_100],
    [48_000, 23_000],
    [96_000, 40_000],
  ])('takes away what the new rate cannot carry: from %i Hz, a tone of %i Hz', (rate, hertz) => {
    expect(deviationDecibels(resample(tone(rate, hertz), rate, target), new Float32Array(target))).toBeLessThan(-100)
  })

  it('gives the same numbers whatever the pieces', () => {
    const samples = tone(48_000, 1234).subarray(0, 12_000)
    const whole = resample(samples, 48_000, target)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 12 }), (cuts) => {
        const resampler = createResampler(48_000, target)
        const parts: Float32Array[] = []
        let offset = 0
        for (const cut of [...cuts, samples.length]) {
          parts.push(resampler.process(samples.subarray(offset, offset + cut)))
          offset += cut
        }
        expect(concatenate([...parts, resampler.flush()])).toEqual(whole)
      }),
      { numRuns: 20 },
    )
  })

  it.each([
    [44_100, 44_100, 22_050],
    [48_000, 1, 1],
    [48_000, 0, 0],
    [8_000, 3, 9],
  ])('from %i Hz makes of %i samples %i', (rate, count, expected) => {
    expect(resample(new Float32Array(count), rate, target)).toHaveLength(expected)
  })

  it('keeps a constant and leaves equal rates alone', () => {
    const constant = new Float32Array(48_000).fill(0.5)
    expect(deviationDecibels(resample(constant, 48_000, target), new Float32Array(target).fill(0.5))).toBeLessThan(-110)
    expect(resample(constant, target, target)).toEqual(constant)
  })

  it.each([0, -1, 44_100.5, Number.NaN])('refuses a rate of %d Hz', (rate) => {
    expect(() => resample(new Float32Array(4), rate, target)).toThrow('cannot be converted')
  })
})

import { createLoudnessMeter } from '@main/audio/loudness'
import { describe, expect, it } from 'vitest'

function tone(sampleRate: number, decibels: number, seconds: number): Float32Array {
  const peak = 10 ** (decibels / 20)
  return Float32Array.from({ length: sampleRate * seconds }, (_, sample) => peak * Math.sin((2 * Math.PI * 1000 * sample) / sampleRate))
}

/** Loudness of a tone that is played as the given levels one after the other, in both channels. */
function stereoLoudness(sampleRate: number, parts: readonly (readonly [decibels: number, seconds: number])[]): number | null {
  const meter = createLoudnessMeter(sampleRate)
  for (const [decibels, seconds] of parts) {
    const channel = tone(sampleRate, decibels, seconds)
    meter.add({ sampleRate, channels: [channel, channel] })
  }
  return meter.integrated()
}

describe('createLoudnessMeter', () => {
  // The reference signals of EBU Tech 3341: a 1 kHz tone in both channels at −23 dB is −23 LUFS, ±0.1.
  it.each([48_000, 44_100, 22_050])('measures the reference tone at %i Hz', (sampleRate) => {
    expect(stereoLoudness(sampleRate, [[-23, 5]])).toBeCloseTo(-23, 1)
    expect(stereoLoudness(sampleRate, [[-33, 5]])).toBeCloseTo(-33, 1)
  })

  it('leaves quiet stretches out (EBU Tech 3341, case 3)', () => {
    const loudness = stereoLoudness(48_000, [
      [-36, 3],
      [-23, 18],
      [-36, 3],
    ])
    expect(Math.abs((loudness ?? 0) + 23)).toBeLessThan(0.1)
  })

  it('does not depend on the pieces', () => {
    const channel = tone(44_100, -20, 3)
    const [whole, pieces] = [createLoudnessMeter(44_100), createLoudnessMeter(44_100)]
    whole.add({ sampleRate: 44_100, channels: [channel] })
    for (let start = 0; start < channel.length; start += 1234)
      pieces.add({ sampleRate: 44_100, channels: [channel.subarray(start, start + 1234)] })
    expect(pieces.integrated()).toBeCloseTo(whole.integrated() ?? 0, 9)
  })

  it('has no number for silence and for nothing', () => {
    expect(stereoLoudness(44_100, [[-200, 2]])).toBeNull()
    expect(stereoLoudness(44_100, [[-10, 0]])).toBeNull()
    expect(createLoudnessMeter(44_100).integrated()).toBeNull()
  })
})

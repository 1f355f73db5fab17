import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { master } from '@main/sample/master'

const sampleRate = 22_050
const rootMeanSquare = (samples: Float32Array): number => Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length)

/** A quiet tone with a few strokes far above it, which a plain gain would clip. */
function spiky(strokeHeight: number): Float32Array {
  return Float32Array.from({ length: sampleRate }, (_, index) => (index % 500 === 250 ? strokeHeight : 0.01 * Math.sin(index / 10)))
}

describe('mastering', () => {
  it('bends strokes below full scale, however high they stand', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 100, noNaN: true }), fc.double({ min: -27, max: -6, noNaN: true }), (height, level) => {
        const samples = spiky(height)
        master(samples, level, sampleRate)
        expect(samples.every((sample) => Math.abs(sample) < 0.981)).toBe(true)
      }),
    )
    const loud = spiky(1)
    master(loud, -12, sampleRate)
    expect(loud.some((sample) => sample > 0.9)).toBe(true)
  })

  it('brings a steady tone to the level asked for', () => {
    const samples = Float32Array.from({ length: 60 * sampleRate }, (_, index) => 0.03 * Math.sin(index / 10))
    master(samples, -20, sampleRate)
    expect(20 * Math.log10(rootMeanSquare(samples))).toBeCloseTo(-20, 0)
  })

  it('leaves silence silent', () => {
    const samples = new Float32Array(1000)
    master(samples, -12, sampleRate)
    expect(samples.every((sample) => sample === 0)).toBe(true)
  })
})

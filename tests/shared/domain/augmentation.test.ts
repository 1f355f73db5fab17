import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Augmentation, augmentationInWords, augmentExcerpt, noAugmentation, parseAugmentation } from '@shared/domain/augmentation'
import { coefficientShift } from '@shared/domain/level-shift'
import { createRandom } from '@shared/domain/random'

const excerpts = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 50 }))
  .chain(([coefficients, frames]) =>
    fc
      .array(fc.integer({ min: -1000, max: 1000 }), { minLength: coefficients * frames, maxLength: coefficients * frames })
      .map((numbers) => ({ frames, values: Float32Array.from(numbers) })),
  )
const vary = (values: Float32Array, frames: number, some: Partial<Augmentation>, seed: number): Float32Array =>
  augmentExcerpt(values, frames, { ...noAugmentation, ...some }, createRandom(seed))
const rowsOf = (values: Float32Array, frames: number): Float32Array[] =>
  Array.from({ length: values.length / frames }, (_, row) => values.slice(row * frames, (row + 1) * frames))

describe('augmentation', () => {
  it('by gain moves the first coefficient alone, by one number that the gain explains', () => {
    fc.assert(
      fc.property(excerpts, fc.integer({ min: 1, max: 12 }), fc.integer(), ({ values, frames }, decibels, seed) => {
        const varied = vary(values, frames, { gainDecibels: decibels }, seed)
        const moves = values.map((value, index) => (varied[index] ?? 0) - value)
        for (const move of moves.slice(0, frames)) expect(move).toBeCloseTo(moves[0] ?? 0, 2)
        expect(Math.abs(moves[0] ?? 0)).toBeLessThanOrEqual(coefficientShift(decibels) + 0.01)
        expect(moves.slice(frames).every((move) => move === 0)).toBe(true)
      }),
    )
  })

  it('by shift rolls all coefficients alike, and loses nothing', () => {
    fc.assert(
      fc.property(excerpts, fc.integer({ min: 1, max: 300 }), fc.integer(), ({ values, frames }, tenths, seed) => {
        const varied = vary(values, frames, { shiftSeconds: tenths / 100 }, seed)
        const [old, fresh] = [rowsOf(values, frames), rowsOf(varied, frames)]
        const shifts = Array.from({ length: frames }, (_, by) => by)
        const fits = (by: number): boolean =>
          old.every((row, index) => row.every((value, frame) => fresh[index]?.[(frame + by) % frames] === value))
        expect(shifts.some(fits)).toBe(true)
      }),
    )
  })

  it('by mask puts the mean of each coefficient over one stretch of at most its share', () => {
    fc.assert(
      fc.property(excerpts, fc.integer({ min: 1, max: 90 }), fc.integer(), ({ values, frames }, percent, seed) => {
        const varied = vary(values, frames, { maskShare: percent / 100 }, seed)
        for (const [index, row] of rowsOf(varied, frames).entries()) {
          const old = values.subarray(index * frames, (index + 1) * frames)
          const changed = [...row.keys()].filter((frame) => row[frame] !== old[frame])
          expect(changed.length).toBeLessThanOrEqual(Math.round((percent / 100) * frames))
          expect(new Set(changed.map((frame) => row[frame])).size).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('is the same for the same seed, and leaves what it is given', () => {
    const values = Float32Array.from({ length: 200 }, (_, index) => index)
    const all = { gainDecibels: 6, shiftSeconds: 1, maskShare: 0.3 }
    expect(vary(values, 100, all, 4)).toEqual(vary(values, 100, all, 4))
    expect(vary(values, 100, all, 4)).not.toEqual(vary(values, 100, all, 5))
    expect(values[100]).toBe(100)
  })
})

describe('augmentation as people write it', () => {
  it('is read and said', () => {
    expect(parseAugmentation('gain:6, mask:0.2')).toEqual({ gainDecibels: 6, shiftSeconds: 0, maskShare: 0.2 })
    expect(parseAugmentation('none')).toBeNull()
    expect(parseAugmentation('gain:0')).toBeNull()
    expect(augmentationInWords(parseAugmentation('shift:2,gain:6'))).toBe('gain of up to ±6 dB, shift of up to ±2 s')
    expect(augmentationInWords(null)).toBe('none')
  })

  it.each(['', 'gain', 'gain:', 'gain:x', 'gain:-1', 'gain:100', 'mask:1', 'pitch:2', 'gain:1,gain:2'])('“%s” is refused', (text) => {
    expect(() => parseAugmentation(text)).toThrow(/is no augmentation/u)
  })
})

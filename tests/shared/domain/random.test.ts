import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom, mixSeed } from '@shared/domain/random'

describe('seeded random numbers', () => {
  it('repeat for the same seed and differ for another', () => {
    const draw = (seed: number): number[] => {
      const random = createRandom(seed)
      return Array.from({ length: 8 }, random.next)
    }
    expect(draw(7)).toEqual(draw(7))
    expect(draw(7)).not.toEqual(draw(8))
  })

  it('shuffle keeps every item once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        expect([...createRandom(seed).shuffle(items)].sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b))
      }),
    )
  })

  it('normal draws have mean 0 and deviation 1', () => {
    const random = createRandom(1)
    const draws = Array.from({ length: 20_000 }, random.normal)
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length
    expect(mean).toBeCloseTo(0, 1)
    expect(variance).toBeCloseTo(1, 1)
  })

  it('mixed seeds distinguish their parts and their order', () => {
    const seeds = [mixSeed(1, 2), mixSeed(2, 1), mixSeed(1, 2, 0), mixSeed(12)]
    expect(new Set(seeds).size).toBe(seeds.length)
  })

  it('cannot pick from nothing', () => {
    expect(() => createRandom(1).pick([])).toThrow(RangeError)
  })
})

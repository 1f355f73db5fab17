import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A seeded source of random numbers; the same seed gives the same numbers on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** A whole number in [low, high], both ends included. */
  integer(low: number, high: number): number
  /** A draw from the standard normal distribution (Box–Muller). */
  normal(): number
  /** A shuffled copy (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[]
  /** One of the items; throws a RangeError when there are none. */
  pick<T>(items: readonly T[]): T
}

/**
 * Makes a random source.
 * @param seed any whole number; store it with the result
 */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed | 0)
  const next = (): number => uniformFloat64(generator)
  const integer = (low: number, high: number): number => uniformInt(generator, low, high)
  return {
    next,
    integer,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle: (items) => shuffled(items, integer),
    pick: (items) => {
      const item = items[integer(0, items.length - 1)]
      if (item === undefined) throw new RangeError('Cannot pick from an empty list.')
      return item
    },
  }
}

/**
 * Mixes whole numbers into one 32-bit seed, so that (seed, epoch, step, layer) name one stream each (FNV-1a).
 * @param parts whole numbers, in order
 */
export function mixSeed(...parts: readonly number[]): number {
  let hash = 0x811c9dc5
  for (const part of parts) {
    for (let shift = 0; shift < 32; shift += 8) {
      hash = Math.imul(hash ^ ((part >>> shift) & 0xff), 0x01000193)
    }
  }
  return hash | 0
}

function shuffled<T>(items: readonly T[], integer: (low: number, high: number) => number): T[] {
  const result = [...items]
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = integer(0, last)
    const [a, b] = [result[last], result[other]]
    if (a !== undefined && b !== undefined) [result[last], result[other]] = [b, a]
  }
  return result
}

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type CheckedCandidate, drawCheckedTracks, sizeForInterval } from '@shared/domain/checked-set'

const candidates = fc.uniqueArray(fc.record({ trackId: fc.integer({ min: 1, max: 200 }), stratum: fc.constantFrom('a', 'b', 'c') }), {
  selector: ({ trackId }) => trackId,
  maxLength: 40,
})

it('draws each track once, alike from each stratum as far as it goes, and the same tracks for the same seed', () => {
  fc.assert(
    fc.property(candidates, fc.integer({ min: 1, max: 50 }), fc.integer(), (all, size, seed) => {
      const drawn = drawCheckedTracks(all, size, seed)
      expect(new Set(drawn).size).toBe(drawn.length)
      expect(drawn.length).toBe(Math.min(size, all.length))
      const count = (of: readonly CheckedCandidate[], stratum: string): number => of.filter((one) => one.stratum === stratum).length
      const taken = all.filter(({ trackId }) => drawn.includes(trackId))
      const unspent = ['a', 'b', 'c'].filter((stratum) => count(taken, stratum) < count(all, stratum))
      const most = Math.max(...['a', 'b', 'c'].map((stratum) => count(taken, stratum)))
      for (const stratum of unspent) expect(count(taken, stratum)).toBeGreaterThanOrEqual(most - 1)
      expect(drawCheckedTracks([...all].reverse(), size, seed)).toEqual(drawn)
    }),
  )
})

it('asks for four times the tracks for half the interval', () => {
  expect(sizeForInterval(0.05)).toBe(16)
  expect(sizeForInterval(0.025)).toBe(62)
  expect(sizeForInterval(2)).toBe(10)
})

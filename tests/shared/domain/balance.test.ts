import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Balance, balancedCounts } from '@shared/domain/balance'
import { quadrantOf, quadrants } from '@shared/domain/plane'

const coordinate = fc.double({ min: -1, max: 1, noNaN: true })
const tracks = fc
  .array(fc.record({ valence: coordinate, arousal: coordinate }), { minLength: 1, maxLength: 80 })
  .map((points) => points.map((point, index) => ({ ...point, trackId: index + 1 })))
const sizes = (all: { valence: number; arousal: number; trackId: number }[], counts: Map<number, number>) =>
  quadrants.map((quadrant) =>
    all.filter((track) => quadrantOf(track) === quadrant).reduce((sum, { trackId }) => sum + (counts.get(trackId) ?? 0), 0),
  )

describe('balancing', () => {
  it('brings every quadrant that has a track to the fixed size, and no other', () => {
    fc.assert(
      fc.property(tracks, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 3 }), fc.integer(), (all, perQuadrant, each, seed) => {
        const counts = balancedCounts(all, { kind: 'fixed', perQuadrant }, each, seed)
        const empty = quadrants.filter((quadrant) => !all.some((track) => quadrantOf(track) === quadrant))
        expect(sizes(all, counts)).toEqual(quadrants.map((quadrant) => (empty.includes(quadrant) ? 0 : perQuadrant)))
      }),
    )
  })

  it('takes every track where a quadrant is below its size, and none twice where it is above', () => {
    fc.assert(
      fc.property(tracks, fc.integer({ min: 1, max: 40 }), fc.integer(), (all, perQuadrant, seed) => {
        const counts = balancedCounts(all, { kind: 'fixed', perQuadrant }, 1, seed)
        for (const quadrant of quadrants) {
          const inside = all.filter((track) => quadrantOf(track) === quadrant).map(({ trackId }) => counts.get(trackId) ?? 0)
          if (inside.length >= perQuadrant) expect(Math.max(0, ...inside)).toBeLessThanOrEqual(1)
          else expect(inside.every((count) => count >= 1)).toBe(true)
        }
      }),
    )
  })

  it('takes tracks with a label of one dimension as they are, and leaves the others what they were', () => {
    fc.assert(
      fc.property(tracks, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 3 }), fc.integer(), (all, perQuadrant, each, seed) => {
        const partly = all.map(({ trackId, valence }) => ({ trackId: 1000 + trackId, valence, arousal: null }))
        const balance: Balance = { kind: 'fixed', perQuadrant }
        const counts = balancedCounts([...all, ...partly], balance, each, seed)
        for (const { trackId } of partly) expect(counts.get(trackId)).toBe(each)
        const alone = balancedCounts(all, balance, each, seed)
        for (const { trackId } of all) expect(counts.get(trackId)).toBe(alone.get(trackId))
      }),
    )
  })

  it('by a fraction makes all quadrants as large as that part of the fullest', () => {
    const all = [...Array.from({ length: 10 }, () => [0.5, 0.5]), [-0.5, 0.5], [-0.5, -0.5], [0.5, -0.5]].map(
      ([valence = 0, arousal = 0], index) => ({ valence, arousal, trackId: index + 1 }),
    )
    expect(sizes(all, balancedCounts(all, { kind: 'fraction', fraction: 1 }, 1, 1))).toEqual([10, 10, 10, 10])
    expect(sizes(all, balancedCounts(all, { kind: 'fraction', fraction: 0.5 }, 2, 1))).toEqual([10, 10, 10, 10])
  })

  it('changes nothing when it is not wanted, except for the excerpts of each track', () => {
    const all = [
      { valence: 0.5, arousal: 0.5, trackId: 1 },
      { valence: -0.5, arousal: 0.5, trackId: 2 },
    ]
    const none: Balance = { kind: 'none' }
    expect([...balancedCounts(all, none, 1, 1)]).toEqual([
      [1, 1],
      [2, 1],
    ])
    expect([...balancedCounts(all, none, 3, 1)]).toEqual([
      [1, 3],
      [2, 3],
    ])
  })

  it('depends on the seed alone, not on the order of the tracks', () => {
    fc.assert(
      fc.property(tracks, fc.integer(), (all, seed) => {
        const balance: Balance = { kind: 'fixed', perQuadrant: 7 }
        expect(balancedCounts([...all].reverse(), balance, 1, seed)).toEqual(balancedCounts(all, balance, 1, seed))
      }),
    )
  })
})

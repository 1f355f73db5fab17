import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quadrantOfLabel, quadrants } from '@shared/domain/plane'
import { splitOrder, splitTracks, type SplitTrack } from '@shared/domain/split'

const shares = { train: 0.7, validation: 0.15, test: 0.15 }
const coordinate = fc.double({ min: -1, max: 1, noNaN: true })

const tracksIn = (groups: number) =>
  fc
    .array(fc.record({ valence: coordinate, arousal: coordinate, group: fc.integer({ min: 1, max: groups }).map(String) }), {
      minLength: 1,
      maxLength: 200,
    })
    .map((tracks) => tracks.map((track, index): SplitTrack => ({ ...track, trackId: index + 1 })))

const alone = (tracks: readonly SplitTrack[]): SplitTrack[] => tracks.map((track) => ({ ...track, group: String(track.trackId) }))
const sizeOf = (splits: ReadonlyMap<number, string>, name: string): number => [...splits.values()].filter((split) => split === name).length

describe('a split', () => {
  it('puts every track into one set and never parts a group', () => {
    fc.assert(
      fc.property(tracksIn(20), fc.integer(), (tracks, seed) => {
        const splits = splitTracks(tracks, shares, seed)
        expect(splits.size).toBe(tracks.length)
        for (const track of tracks) {
          const companions = tracks.filter(({ group }) => group === track.group)
          expect(new Set(companions.map(({ trackId }) => splits.get(trackId))).size).toBe(1)
        }
      }),
    )
  })

  it('meets the shares among labels of one dimension too, by their sign', () => {
    fc.assert(
      fc.property(tracksIn(1), fc.integer(), (tracks, seed) => {
        const partly = alone(tracks).map((track) => ({ ...track, arousal: null }))
        const splits = splitTracks(partly, shares, seed)
        for (const isLow of [true, false]) {
          const inside = partly.filter(({ valence }) => Number(valence) < 0 === isLow)
          for (const name of splitOrder) {
            const count = inside.filter(({ trackId }) => splits.get(trackId) === name).length
            expect(Math.abs(count - shares[name] * inside.length)).toBeLessThanOrEqual(2)
          }
        }
      }),
    )
  })

  it('meets the shares within one track when tracks stand alone, also within each quadrant', () => {
    fc.assert(
      fc.property(tracksIn(1), fc.integer(), (tracks, seed) => {
        const splits = splitTracks(alone(tracks), shares, seed)
        for (const name of splitOrder) expect(Math.abs(sizeOf(splits, name) - shares[name] * tracks.length)).toBeLessThanOrEqual(1)
        for (const quadrant of quadrants) {
          const inside = tracks.filter((track) => quadrantOfLabel(track) === quadrant)
          for (const name of splitOrder) {
            const count = inside.filter(({ trackId }) => splits.get(trackId) === name).length
            expect(Math.abs(count - shares[name] * inside.length)).toBeLessThanOrEqual(2)
          }
        }
      }),
    )
  })

  it('misses the shares by no more than the largest group', () => {
    fc.assert(
      fc.property(tracksIn(30), fc.integer(), (tracks, seed) => {
        const splits = splitTracks(tracks, shares, seed)
        const largest = Math.max(...tracks.map(({ group }) => tracks.filter((other) => other.group === group).length))
        for (const name of splitOrder)
          expect(Math.abs(sizeOf(splits, name) - shares[name] * tracks.length)).toBeLessThanOrEqual(largest + 1)
      }),
    )
  })

  it('depends on the seed alone, not on the order of the tracks', () => {
    fc.assert(
      fc.property(tracksIn(40), fc.integer(), (tracks, seed) => {
        expect(splitTracks([...tracks].reverse(), shares, seed)).toEqual(splitTracks(tracks, shares, seed))
      }),
    )
    const tracks = alone(Array.from({ length: 100 }, (_, index) => ({ trackId: index + 1, valence: 0.5, arousal: 0.5, group: '' })))
    expect(splitTracks(tracks, shares, 1)).not.toEqual(splitTracks(tracks, shares, 2))
  })

  it('leaves a set without share empty', () => {
    const tracks = alone(Array.from({ length: 10 }, (_, index) => ({ trackId: index + 1, valence: 0.5, arousal: 0.5, group: '' })))
    const splits = splitTracks(tracks, { train: 8, validation: 0, test: 2 }, 1)
    expect(splitOrder.map((name) => sizeOf(splits, name))).toEqual([8, 0, 2])
  })
})

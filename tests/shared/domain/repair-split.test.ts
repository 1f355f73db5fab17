import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type RepairSplitPlan, splitForRepair } from '@shared/domain/repair-split'
import type { SplitTrack } from '@shared/domain/split'

const coordinate = fc.double({ min: -1, max: 1, noNaN: true })
const tracks = fc.uniqueArray(
  fc.record({
    trackId: fc.integer({ min: 1, max: 200 }),
    valence: coordinate,
    arousal: coordinate,
    artist: fc.integer({ min: 1, max: 40 }),
  }),
  { selector: ({ trackId }) => trackId, minLength: 6, maxLength: 60 },
)
const withGroups = (rows: readonly { trackId: number; valence: number; arousal: number; artist: number }[]): SplitTrack[] =>
  rows.map(({ artist, ...row }) => ({ ...row, group: `artist ${artist}` }))

const plan = (change: Partial<RepairSplitPlan>): RepairSplitPlan => ({ testing: 'set', index: 0, trackLimit: 1000, seed: 1, ...change })

it('never lets a network learn from a judged track or from its artist', () => {
  fc.assert(
    fc.property(tracks, fc.integer({ min: 1, max: 59 }), fc.constantFrom('set', 'thirds'), fc.nat(8), (rows, cut, testing, index) => {
      const all = withGroups(rows)
      const judging = testing === 'set' ? all.slice(0, cut) : all
      const learnable = testing === 'set' ? all.slice(cut) : all
      const splits = splitForRepair(learnable, judging, plan({ testing, index }))
      const inTest = all.filter(({ trackId }) => splits.get(trackId) === 'test')
      const learnt = all.filter(({ trackId }) => splits.has(trackId) && splits.get(trackId) !== 'test')
      const groups = new Set(inTest.map(({ group }) => group))
      expect(learnt.filter(({ group }) => groups.has(group))).toEqual([])
      const judgingIds = new Set(judging.map(({ trackId }) => trackId))
      expect(inTest.every(({ trackId }) => judgingIds.has(trackId))).toBe(true)
      if (testing === 'set') expect(inTest).toHaveLength(judging.length)
    }),
  )
})

it('tests every judging track once in three seeds that follow each other', () => {
  fc.assert(
    fc.property(tracks, fc.nat(3), (rows, round) => {
      const all = withGroups(rows)
      const tested = [0, 1, 2].flatMap((seed) =>
        [...splitForRepair(all, all, plan({ testing: 'thirds', index: 3 * round + seed }))].filter(([, split]) => split === 'test'),
      )
      expect(tested.map(([trackId]) => trackId).sort((a, b) => a - b)).toEqual(all.map(({ trackId }) => trackId).sort((a, b) => a - b))
    }),
  )
})

it('draws at most so many tracks to learn from, the same for each network', () => {
  const all: SplitTrack[] = Array.from({ length: 90 }, (_, index) => ({ trackId: index + 1, valence: 0, arousal: 0, group: `${index}` }))
  const learntBy = (index: number): number[] =>
    [...splitForRepair(all.slice(30), all.slice(0, 30), plan({ index, trackLimit: 20 }))]
      .filter(([, split]) => split !== 'test')
      .map(([trackId]) => trackId)
      .sort((a, b) => a - b)
  expect(learntBy(0)).toHaveLength(20)
  expect(learntBy(1)).toEqual(learntBy(0))
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chooseMoves, labelMoves, type LabelPair, shiftHistogram } from '@shared/domain/label-moves'
import { comparePreviews, quadrantCounts } from '@shared/domain/label-preview'

type Point = readonly [number, number] | null

function pairOf(tracks: readonly (readonly [before: Point, after: Point])[]): LabelPair {
  const column = (side: 0 | 1, dimension: 0 | 1) => Float64Array.from(tracks, (track) => track[side]?.[dimension] ?? NaN)
  return {
    trackIds: Int32Array.from(tracks, (_, row) => row + 1),
    before: { valence: column(0, 0), arousal: column(0, 1) },
    after: { valence: column(1, 0), arousal: column(1, 1) },
  }
}

const pair = pairOf([
  [[0.5, 0.5], [0.5, 0.5]], // prettier-ignore
  [[0.5, 0.5], [-0.5, 0.5]], // prettier-ignore
  [[0.5, 0.5], null],
  [null, [-0.1, -0.1]],
  [[0.1, 0.1], [0.1, 0.4]], // prettier-ignore
  [null, null],
])

it('lists every track that moves, the farthest first, then what is lost and gained', () => {
  expect(labelMoves(pair).map(({ trackId, from, to }) => [trackId, from, to])).toEqual([
    [2, 1, 2],
    [5, 1, 1],
    [3, 1, null],
    [4, null, 3],
  ])
})

it('chooses moves by kind and quadrant, and orders them by a shift', () => {
  const ids = (...choice: [Parameters<typeof chooseMoves>[1], Parameters<typeof chooseMoves>[2], Parameters<typeof chooseMoves>[3]]) =>
    chooseMoves(labelMoves(pair), ...choice).map(({ trackId }) => trackId)
  expect(ids('quadrant', null, 'distance')).toEqual([2])
  expect(ids('lost', null, 'distance')).toEqual([3])
  expect(ids('gained', 3, 'distance')).toEqual([4])
  expect(ids('all', 1, 'deltaArousal')).toEqual([5, 2, 3])
  expect(ids('all', null, 'deltaValence').at(-1)).toBe(2)
})

it('agrees with the counts of the preview, and every label that has both sides is in one bin', () => {
  const coordinate = fc.double({ min: -1, max: 1, noNaN: true })
  const anyPoint = fc.option(fc.tuple(coordinate, coordinate))
  fc.assert(
    fc.property(fc.array(fc.tuple(anyPoint, anyPoint), { maxLength: 40 }), (tracks) => {
      const any = pairOf(tracks)
      const moves = labelMoves(any)
      const { totals: counts, countsAfter } = comparePreviews(any.before, any.after)
      expect(countsAfter).toEqual(quadrantCounts(any.after))
      expect(chooseMoves(moves, 'lost', null, 'distance')).toHaveLength(counts.lost)
      expect(chooseMoves(moves, 'gained', null, 'distance')).toHaveLength(counts.gained)
      const both = tracks.filter(([before, after]) => before && after).length
      expect(shiftHistogram(any, 0.25, 4).reduce((sum, count) => sum + count, 0)).toBe(both)
    }),
  )
})

import { describe, expect, it } from 'vitest'
import { indexPlane, movedRows, nearestRow, nextRow, tracksInPolygon } from '@renderer/charts/plane-search'
import { createRandom } from '@shared/domain/random'
import { planeOf, scatteredPlane } from '../../helpers/planes'

describe('the point under the pointer', () => {
  it('is the same as by looking at every point', () => {
    const plane = scatteredPlane(3000, 4)
    const index = indexPlane(plane)
    const random = createRandom(5)
    for (let attempt = 0; attempt < 300; attempt += 1) {
      const point = { valence: random.next() * 2 - 1, arousal: random.next() * 2 - 1 }
      const distances = [...plane.valence].map((v, row) => Math.hypot(v - point.valence, (plane.arousal[row] ?? 0) - point.arousal))
      const best = Math.min(...distances)
      const found = nearestRow(index, point, 0.03)
      if (best > 0.03) expect(found).toBeNull()
      else expect(distances[found ?? -1]).toBeCloseTo(best, 6)
    }
  })

  it('may lie outside of the plane, as predictions do', () => {
    const index = indexPlane(
      planeOf([
        [1.2, 1.1],
        [0, 0],
      ]),
    )
    expect(nearestRow(index, { valence: 1.19, arousal: 1.1 }, 0.05)).toBe(0)
  })

  it('is never a track without a label', () => {
    const index = indexPlane(
      planeOf([
        [NaN, NaN],
        [0.5, 0.5],
      ]),
    )
    expect(index.order).toEqual(Int32Array.of(1))
    expect(nearestRow(index, { valence: -1, arousal: -1 }, 5)).toBe(1)
  })
})

it('finds the tracks inside an outline', () => {
  const plane = planeOf([
    [0.2, 0.2],
    [0.8, 0.8],
    [-0.5, 0.1],
    [NaN, 0],
  ])
  const square = [
    { x: 0, y: 0 },
    { x: 0.5, y: 0 },
    { x: 0.5, y: 0.5 },
    { x: 0, y: 0.5 },
  ]
  expect(tracksInPolygon(plane, square)).toEqual([1])
})

describe('walking by arrow keys', () => {
  const plane = planeOf([
    [0, 0],
    [0.2, 0.01],
    [0.1, 0.4],
    [-0.3, 0],
    [0, -0.6],
  ])

  it('goes to the near point straight ahead', () => {
    expect(nextRow(plane, 0, 'right')).toBe(1)
    expect(nextRow(plane, 0, 'left')).toBe(3)
    expect(nextRow(plane, 0, 'up')).toBe(2)
    expect(nextRow(plane, 0, 'down')).toBe(4)
  })

  it('stays where nothing lies ahead, and begins at the middle', () => {
    expect(nextRow(plane, 1, 'right')).toBeNull()
    expect(nextRow(plane, null, 'right')).toBe(0)
  })
})

describe('movements', () => {
  it('pair a track with itself even when the order differs', () => {
    const before = planeOf([
      [0, 0],
      [0.5, 0.5],
    ])
    const after = {
      ...planeOf([
        [0.5, 0.5],
        [0.9, 0],
      ]),
      trackIds: Int32Array.of(2, 1),
    }
    expect(movedRows(before, after, 0.02, 10)).toEqual([[0, 1]])
  })

  it('leave out tracks that have no label on one side, and thin out crowds evenly', () => {
    expect(movedRows(planeOf([[NaN, NaN]]), planeOf([[0.1, 0.1]]), 0.02, 10)).toEqual([])
    const before = scatteredPlane(1000, 1)
    const after = { ...before, valence: before.valence.map((value) => value - 0.5) }
    const rows = movedRows(before, after, 0.02, 100).map(([row]) => row)
    expect(rows).toHaveLength(100)
    expect(Math.max(...rows)).toBeGreaterThan(900)
  })
})

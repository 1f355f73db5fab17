import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareWithTruth, conclusionOf, meanWithInterval } from '@shared/domain/label-comparison'
import type { PlanePoint } from '@shared/domain/plane'
import { createRandom } from '@shared/domain/random'

const coordinate = fc.double({ min: -1, max: 1, noNaN: true })
const points = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.record({ valence: coordinate, arousal: coordinate })), {
    minLength: 1,
    maxLength: 20,
  })
  .map((entries) => new Map<number, PlanePoint>(entries))

it('measures each version on the tracks that all label, and pairs errors track by track, as written down plainly', () => {
  fc.assert(
    fc.property(points, points, points, (truth, first, second) => {
      const rows = compareWithTruth(
        truth,
        [
          { id: 1, points: first },
          { id: 2, points: second },
        ],
        { resamples: 20, seed: 3 },
      )
      const common = [...truth.keys()].filter((id) => first.has(id) && second.has(id))
      if (common.length === 0) {
        expect(rows).toEqual([])
        return
      }
      const errorOf = (version: Map<number, PlanePoint>, id: number, dimension: keyof PlanePoint): number =>
        Math.abs((truth.get(id)?.[dimension] ?? 0) - (version.get(id)?.[dimension] ?? 0))
      const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
      expect(rows.map(({ tracks }) => tracks)).toEqual([common.length, common.length])
      expect(rows[1]?.maeArousal).toBeCloseTo(mean(common.map((id) => errorOf(second, id, 'arousal'))), 10)
      expect(rows[1]?.difference?.valence.value).toBeCloseTo(
        mean(common.map((id) => errorOf(first, id, 'valence') - errorOf(second, id, 'valence'))),
        10,
      )
      expect(rows[0]?.difference).toBeNull()
      const both = rows[1]?.difference?.both
      expect((both?.low ?? 1) <= (both?.high ?? 0) + 1e-12).toBe(true)
    }),
  )
})

it('draws an interval that holds the true mean about 95 times of 100, and the same one for the same seed', () => {
  let held = 0
  for (let trial = 0; trial < 200; trial += 1) {
    const random = createRandom(trial)
    const { low, high } = meanWithInterval(
      Array.from({ length: 60 }, () => 0.3 + random.normal()),
      { resamples: 300, seed: 1 },
    )
    if (low <= 0.3 && 0.3 <= high) held += 1
  }
  expect(held).toBeGreaterThan(176)
  expect(held).toBeLessThan(200)
  expect(meanWithInterval([1, 2, 4])).toEqual(meanWithInterval([1, 2, 4]))
})

it('concludes only what the interval allows', () => {
  expect(conclusionOf('Version 3', 'version 1', { value: 0.03, low: 0.01, high: 0.05 }, 48)).toBe(
    'Version 3 is closer to what people hear than version 1, by 0.030 (95 % interval 0.010 to 0.050, 48 tracks, scale −1…1).',
  )
  expect(conclusionOf('Version 3', 'version 1', { value: -0.03, low: -0.05, high: -0.01 }, 48)).toMatch(/further from .* by 0\.030/)
  expect(conclusionOf('Version 3', 'version 1', { value: 0.01, low: -0.01, high: 0.03 }, 12)).toMatch(
    /not enough tracks to distinguish version 3 from version 1/,
  )
})

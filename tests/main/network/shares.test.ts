import fc from 'fast-check'
import { expect, it } from 'vitest'
import { publishedNetwork, withShares } from '@main/network/published'

const { branches } = publishedNetwork('audio-lyrics')
const units = (share: number | null, shareUnits: number): number[] =>
  withShares(branches, { share, shareUnits }).map(({ layers }) => {
    const last = layers.at(-1)
    return last?.type === 'linear' ? last.units : 0
  })

it('gives each branch its share of the numbers that are joined', () => {
  expect(units(0.75, 256)).toEqual([192, 64])
  expect(units(0.25, 1328)).toEqual([332, 996])
  expect(units(null, 256)).toEqual([0, 0])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 2, max: 4096 }), (thousandths, joined) => {
      const [first = 0, second = 0] = units(thousandths / 1000, joined)
      expect(first + second).toBe(joined)
      expect(Math.min(first, second)).toBeGreaterThan(0)
      expect(Math.abs(first - (thousandths / 1000) * joined)).toBeLessThanOrEqual(1)
    }),
  )
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { completedPoint, type StatedPoint } from '@shared/domain/one-dimension'
import { type Dimension, dimensions, type PlanePoint } from '@shared/domain/plane'

const coordinate = fc.double({ min: -1, max: 1, noNaN: true })
const point = fc.record({ valence: coordinate, arousal: coordinate })

/** Applies what files state one after the other, while the same label counts for the track. */
const after = (rows: readonly (readonly [Dimension, number])[], present: PlanePoint | null): StatedPoint | null =>
  rows.reduce<StatedPoint | null>(
    (before, [dimension, value]) => completedPoint({ valence: null, arousal: null, [dimension]: value }, before, present),
    null,
  )

it('a label of one dimension at a time holds the last that was stated of each, and the present one where none was', () => {
  const rows = fc.array(fc.tuple(fc.constantFrom(...dimensions), coordinate), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(rows, fc.option(point), (stated, present) => {
      const label = after(stated, present)
      const last = Object.fromEntries(stated) as Partial<Record<Dimension, number>>
      const both = last.valence !== undefined && last.arousal !== undefined
      const known = dimensions.map((dimension) => last[dimension] ?? present?.[dimension] ?? null)
      const isWhole = known.every((value) => value !== null)
      expect([label?.valence, label?.arousal]).toEqual(isWhole ? known : [null, null])
      expect(label?.stated).toBe(both ? null : stated.at(-1)?.[0])
      expect(label?.waiting).toBe(isWhole ? null : stated.at(-1)?.[1])
    }),
  )
})

it('a row of both dimensions is taken as it stands', () => {
  fc.assert(
    fc.property(point, fc.option(point), (given, present) => {
      expect(completedPoint(given, null, present)).toEqual({ ...given, stated: null, waiting: null })
    }),
  )
})

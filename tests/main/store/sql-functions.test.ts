import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { labelSources } from '@shared/domain/label'
import { quadrantOf } from '@shared/domain/plane'
import { registerFunctions } from '@main/store/sql-functions'

const database = new Database(':memory:')
registerFunctions(database)
afterAll(() => database.close())

const quadrantInSql = database.prepare<[number, number], number | null>('SELECT quadrant_of(?, ?)').pluck()

/** Coordinates all over the plane, and those next to an axis, where rounding decides. */
const coordinate = fc.oneof(
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.double({ min: -2e-9, max: 2e-9, noNaN: true }),
  fc.constantFrom(0, -0, 5e-10, -5e-10, -5.000000001e-10, -4.999999999e-10),
)

it('SQL finds the quadrant that the domain finds, also next to an axis', () => {
  fc.assert(
    fc.property(coordinate, coordinate, (valence, arousal) => {
      expect(quadrantInSql.get(valence, arousal)).toBe(quadrantOf({ valence, arousal }))
    }),
    { numRuns: 2000 },
  )
})

it('gives no quadrant to a label that was taken back', () => {
  expect(database.prepare('SELECT quadrant_of(NULL, NULL)').pluck().get()).toBeNull()
})

it('orders sources as the domain does, unknown ones last', () => {
  const ordered = database
    .prepare<[string], string>('SELECT value FROM json_each(?) ORDER BY source_rank(value)')
    .pluck()
    .all(JSON.stringify(['unknown', ...labelSources.toReversed()]))
  expect(ordered).toEqual([...labelSources, 'unknown'])
})

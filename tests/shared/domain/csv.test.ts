import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvField, csvText } from '@shared/domain/csv'

describe('CSV text', () => {
  it('comes back as it was from a CSV reader', () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r]/u.test(text))
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        expect(parse(csvText(['a', 'b'], rows), { record_delimiter: '\n' })).toEqual([['a', 'b'], ...rows])
      }),
    )
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('disarms the text %s', (text) => {
    expect(csvField(text).replaceAll('"', '')).toBe(`'${text}`)
  })

  it('leaves numbers alone and empty cells empty', () => {
    expect([csvField(-0.5), csvField(null), csvField(NaN)]).toEqual(['-0.5', '', ''])
  })
})

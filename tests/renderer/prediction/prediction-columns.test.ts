// @vitest-environment happy-dom
import type { ColDef, ValueFormatterParams, ValueGetterParams } from 'ag-grid-community'
import { describe, expect, it } from 'vitest'
import { predictionColumns } from '@renderer/prediction/prediction-columns'
import { type NumberedRow, numbered } from '@renderer/prediction/prediction-rows'
import { predictionRow } from '../../helpers/prediction-set'

const rows = numbered([predictionRow('Rain', { valence: -0.5, arousal: 1.2, spread: 0.25 }), predictionRow('Wind', { durationSeconds: 0 })])
const columns = (hasSpread = true) => predictionColumns(() => '1-9', hasSpread, ['/music'])
const column = (id: string): ColDef<NumberedRow> => columns().find(({ colId }) => colId === id) ?? expect.fail(`There is no column ${id}`)

function value(id: string, row: NumberedRow | undefined): unknown {
  const getter = column(id).valueGetter
  return typeof getter === 'function' ? getter({ data: row } as ValueGetterParams<NumberedRow>) : undefined
}

function text(id: string, row: NumberedRow | undefined): unknown {
  const format = column(id).valueFormatter
  return typeof format === 'function' ? format({ data: row } as ValueFormatterParams<NumberedRow>) : undefined
}

describe('the columns of predictions', () => {
  it('are sorted by value and shown on the window’s scale', () => {
    expect([value('valence', rows[0]), value('arousal', rows[0]), value('spread', rows[0])]).toEqual([-0.5, 1.2, 0.25])
    expect([text('valence', rows[0]), text('arousal', rows[0]), text('spread', rows[0])]).toEqual(['3.00', '9.80', '1.00'])
    expect([value('quadrant', rows[0]), value('file', rows[0])]).toEqual([2, 'Rain.flac'])
  })

  it('show a dash for a track without audio, and nothing for a row that is not loaded', () => {
    expect([text('duration', rows[0]), text('duration', rows[1])]).toEqual(['1:00', '–'])
    expect([value('valence', undefined), text('valence', undefined), value('file', undefined)]).toEqual([null, '', ''])
  })

  it('show the spread only where several excerpts were predicted', () => {
    expect(columns(true).find(({ colId }) => colId === 'spread')?.hide).toBe(false)
    expect(columns(false).find(({ colId }) => colId === 'spread')?.hide).toBe(true)
  })
})

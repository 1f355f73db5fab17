import { expect, it } from 'vitest'
import { describePlane, describePoint, planeCsvRows } from '@renderer/charts/plane-rows'
import { predictionSource, shapesOf } from '@renderer/charts/plane-types'
import { rankOfSource } from '@shared/domain/label'
import { toCsv } from '@renderer/charts/save-chart'
import { planeOf } from '../../helpers/planes'

const plane = planeOf([
  [0.5, 0.5, rankOfSource('tags')],
  [-0.5, 0.5, rankOfSource('human')],
  [0, 0, predictionSource],
  [NaN, NaN],
])

it('says what the plane shows; a point on the axes is Q1', () => {
  expect(describePlane(plane, 1)).toBe(
    '3 points: 2 in Q1 happy, excited; 1 in Q2 angry, tense; 0 in Q3 sad, bored; 0 in Q4 calm, relaxed. 1 selected.',
  )
})

it('says of a point where it lies on the scale, and its source', () => {
  expect(describePoint(plane, 1, '-1-1')).toBe('V −0.50 · A 0.50 · people')
  expect(describePoint(plane, 2, '1-9')).toBe('V 5.00 · A 5.00 · models')
})

it('names the scale in the table and the source of every point', () => {
  const [header, first, , third] = planeCsvRows(plane, '0-1')
  expect(header).toEqual(['valence (0-1)', 'arousal (0-1)', 'source'])
  expect(first).toEqual([0.75, 0.75, 'tags'])
  expect(third?.[2]).toBe('models')
})

it('shows in the legend only shapes that are there', () => {
  expect(shapesOf(plane)).toEqual(['filled', 'ring', 'diamond'])
})

it('quotes fields as CSV asks', () => {
  expect(
    toCsv([
      ['a', 'b,"c"'],
      [1, 'd\ne'],
    ]),
  ).toBe('a,"b,""c"""\r\n1,"d\ne"\r\n')
})

it('saves no title that a spreadsheet would run', () => {
  expect(toCsv([['=HYPERLINK("x")', -0.5]])).toBe(`"'=HYPERLINK(""x"")",-0.5\r\n`)
})

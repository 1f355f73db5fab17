// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import QuadrantCounts from '@renderer/tags/QuadrantCounts.vue'
import { mountComponent } from '../helpers/mount-component'

it('shows counts before and after with their change, and the share of all labelled tracks', async () => {
  const table = await mountComponent(QuadrantCounts, { before: [2000, 10, 0, 90], after: [1000, 10, 0, 990] })
  const rows = table.findAll('tbody tr').map((row) => row.findAll('td').map((cell) => cell.text()))
  expect(rows).toEqual([
    ['2,000', '1,000', '−1,000'],
    ['10', '10', '±0'],
    ['0', '0', '±0'],
    ['90', '990', '+900'],
  ])
  await table.get('tbody tr').trigger('pointerenter')
  expect(table.get('[data-testid=after-q1]').attributes('title')).toBe('50.0 % of all labelled tracks')
})

it('divides by nothing where no track has a label', async () => {
  const table = await mountComponent(QuadrantCounts, { before: [0, 0, 0, 0], after: [0, 0, 0, 0] })
  await table.get('tbody tr').trigger('pointerenter')
  expect(table.get('[data-testid=after-q1]').attributes('title')).toBe('0.0 % of all labelled tracks')
})

// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { coOccurrence } from '@shared/domain/co-occurrence'
import CoOccurrenceMatrix from '@renderer/tags/CoOccurrenceMatrix.vue'
import { matrixOf } from '../../helpers/tag-matrices'
import { mountComponent } from '../helpers/mount-component'
import { moodWords, taggedSongs } from '../helpers/tagged-songs'

const together = coOccurrence(matrixOf(moodWords, taggedSongs))

it('shows the commonest words first, chooses both words of a cell, and states shares on demand', async () => {
  const table = await mountComponent(CoOccurrenceMatrix, { together, chosen: ['calmness', 'sadness'] })
  expect(table.findAll('tbody th').map((head) => head.text())).toEqual(['calmness', 'sadness', 'anger'])
  const cells = () => table.findAll('tbody tr').map((row) => row.findAll('button').map((cell) => cell.text()))
  expect(cells()[0]).toEqual(['3', '1', '1'])
  await table.get('[data-testid=cell-sadness-anger]').trigger('click')
  expect(table.emitted('choose')).toEqual([[['sadness', 'anger']]])
  await table.get('[data-testid=cell-anger]').trigger('click')
  expect(table.emitted('choose')?.[1]).toEqual([['anger']])
  expect(table.findAll('td[aria-selected=true]')).toHaveLength(2)
  await table.get('[data-testid=as-share]').trigger('click')
  expect(cells()[1]).toEqual(['50', '100', '50'])
})

it('is walked by arrow keys with one stop for the tab key', async () => {
  const table = await mountComponent(CoOccurrenceMatrix, { together, chosen: [] })
  const stops = () => table.findAll('tbody button[tabindex="0"]').map((cell) => cell.attributes('data-testid'))
  expect(stops()).toEqual(['cell-calmness'])
  for (const key of ['ArrowRight', 'ArrowDown', 'End', 'ArrowUp', 'ArrowLeft', 'Home', 'a'])
    await table.get('table').trigger('keydown', { key })
  expect(stops()).toEqual(['cell-calmness'])
  await table.get('table').trigger('keydown', { key: 'ArrowDown' })
  expect(stops()).toEqual(['cell-sadness-calmness'])
})

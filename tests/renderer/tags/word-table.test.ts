// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { wordStatistics } from '@shared/domain/tag-statistics'
import WordTable from '@renderer/tags/WordTable.vue'
import { matrixOf } from '../../helpers/tag-matrices'
import { mountComponent } from '../helpers/mount-component'
import { moodWords, taggedSongs } from '../helpers/tagged-songs'

const unknownWord = { word: 'zest', valence: null, arousal: null }
const words = wordStatistics(matrixOf([...moodWords, unknownWord], taggedSongs)).map((effect) => ({
  ...effect,
  worth: effect.word === 'zest' ? NaN : 0.4,
}))
const mountTable = (weights: Record<string, number> = {}) => mountComponent(WordTable, { words, weights, scale: '-1-1', chosen: 'sadness' })
const rowsOf = (table: Awaited<ReturnType<typeof mountTable>>) => table.findAll('tbody th').map((cell) => cell.text())

it('lists the heaviest word first; a click on a column sorts by it, a second one turns the order round', async () => {
  const table = await mountTable({ sadness: 0 })
  expect(rowsOf(table)).toEqual(['calmness', 'sadness', 'anger', 'zest'])
  const weight = table.get('th.weight')
  await weight.get('button').trigger('click')
  expect([weight.attributes('aria-sort'), rowsOf(table).at(-1)]).toEqual(['descending', 'sadness'])
  await weight.get('button').trigger('click')
  expect([weight.attributes('aria-sort'), rowsOf(table)[0]]).toEqual(['ascending', 'sadness'])
  await table.get('th.word button').trigger('click')
  expect(rowsOf(table)).toEqual(['anger', 'calmness', 'sadness', 'zest'])
})

it('emits the weight of a dragged slider, and 1 for a reset', async () => {
  const table = await mountTable({ anger: 0.5 })
  await table.get('[data-testid=weight-calmness]').setValue(0.3)
  await table.get('[aria-label="Reset the weight of anger to 1"]').trigger('click')
  expect(table.emitted('weigh')).toEqual([
    ['calmness', 0.3],
    ['anger', 1],
  ])
})

it('marks the chosen word, strikes out a word that weighs nothing, and says what the lexicon lacks', async () => {
  const table = await mountTable({ anger: 0 })
  const [calmness, sadness, anger, zest] = table.findAll('tbody tr')
  expect(sadness?.classes()).toContain('chosen')
  expect(anger?.classes()).toContain('silent')
  expect(zest?.get('i').attributes('title')).toBe('not in the lexicon: it moves no label')
  await calmness?.trigger('click')
  expect(table.emitted('light')).toEqual([['calmness']])
  await table.get('[data-testid=weight-calmness]').trigger('focus')
  expect(table.emitted('choose')).toEqual([['calmness']])
})

it('shows what a tag is worth with the scheme, and nothing for a word that moves no label', async () => {
  const table = await mountTable()
  expect(table.findAll('[data-testid=worth]').map((cell) => cell.text())).toEqual(['0.40', '0.40', '0.40', '–'])
  await table.get('th.worth button').trigger('click')
  expect(rowsOf(table).at(-1)).toBe('zest')
})

// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import type { LabelVersion } from '@shared/contract/labels'
import { publishedScheme } from '@shared/domain/schemes/published'
import VersionsPane from '@renderer/tags/VersionsPane.vue'
import { byHand } from '../../helpers/schemes'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'

const versionOf = (id: number): LabelVersion => ({
  id,
  scheme: { ...publishedScheme, name: `Version ${id}` },
  lexicon: 'Mine',
  licence: '',
  note: '',
  author: '',
  createdAt: '2026-01-01T00:00:00.000Z',
  labelled: 2,
  unlabelled: 0,
  active: id === 2,
  quadrants: [1, 1, 0, 0],
})
const pair = {
  trackIds: Int32Array.of(1, 2, 3),
  before: { valence: Float64Array.of(0.5, 0.5, 0.2), arousal: Float64Array.of(0.5, 0.5, 0.2) },
  after: { valence: Float64Array.of(0.5, -0.4, NaN), arousal: Float64Array.of(0.5, 0.5, NaN) },
}

it('lays the oldest version beside the draft, others on demand, with counts, histogram and moved tracks as CSV', async () => {
  const draft = byHand({ calmness: 0 })
  const { calls } = giveWindowApi({
    'labels.pair': () => ({ ok: true, value: pair }),
    'app.chooseSave': () => ({ ok: true, value: '/moved.csv' }),
    'labels.exportMoved': () => ({ ok: true, value: { path: '/moved.csv', moved: 2 } }),
  })
  const pane = await mountComponent(VersionsPane, { versions: [versionOf(2), versionOf(1)], draft, scale: '0-1' })
  await flushPromises()
  expect(calls.at(0)).toEqual({ name: 'labels.pair', argument: { before: { versionId: 1 }, after: { scheme: draft } } })
  expect([1, 2, 3, 4].map((quadrant) => pane.get(`[data-testid=after-q${quadrant}]`).text())).toEqual(['1', '1', '0', '0'])
  expect(pane.get('[data-testid=moved-summary]').text()).toBe('1 moved · 1 change quadrant · 1 lose their label')
  expect(pane.findAll('figure li').map((bar) => bar.attributes('title'))).toContain('0.9 or more: 1 track')
  await pane.get('[data-testid=side-after]').setValue('2')
  await flushPromises()
  const sides = { before: { versionId: 1 }, after: { versionId: 2 } }
  expect(calls.filter(({ name }) => name === 'labels.pair').at(-1)?.argument).toEqual(sides)
  await pane.get('[data-testid=export-moved]').trigger('click')
  await flushPromises()
  expect(calls.find(({ name }) => name === 'labels.exportMoved')?.argument).toEqual({ ...sides, path: '/moved.csv', scale: '0-1' })
})

it('says what to do while there is no version', async () => {
  giveWindowApi()
  const pane = await mountComponent(VersionsPane, { versions: [], draft: null, scale: '-1-1' })
  expect(pane.text()).toContain('Commit weights as a label version')
})

// @vitest-environment happy-dom
import { createPinia } from 'pinia'
import { expect, it, vi } from 'vitest'
import type { LabelVersion } from '@shared/contract/labels'
import { useSelectionStore } from '@renderer/api/stores/selection-store'
import TagsView from '@renderer/tags/TagsView.vue'
import { matrixOf } from '../../helpers/tag-matrices'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'
import { get } from '../helpers/page'
import { moodWords, taggedSongs } from '../helpers/tagged-songs'

const version: LabelVersion = {
  id: 3,
  scheme: { kind: 'weights', name: 'No anger', weights: { anger: 0 }, minimumMass: 0, commentsShare: 0 },
  lexicon: 'Mine',
  licence: '',
  note: '',
  author: '',
  createdAt: '2026-01-01T00:00:00.000Z',
  labelled: 4,
  unlabelled: 0,
  active: true,
  quadrants: [0, 0, 1, 3],
}

it('begins with the committed scheme, previews a changed weight, and says which labels stay as they are', async () => {
  const matrix = matrixOf(moodWords, taggedSongs, { fixed: { 0: { valence: 0.5, arousal: 0.5, source: 'imported' } } })
  giveWindowApi({ 'tags.matrix': () => ({ ok: true, value: matrix }), 'labels.versions': () => ({ ok: true, value: [version] }) })
  const view = await mountComponent(TagsView)
  const afterCounts = () => [1, 2, 3, 4].map((quadrant) => view.get(`[data-testid=after-q${quadrant}]`).text())

  expect(view.get('.fixed').text()).toBe('Labels imported from a file (1 track) win over tags and stay as they are.')
  expect(view.get('[data-testid=presets]').text()).toContain('Weights by hand')
  expect(view.find('[data-testid=draft]').exists()).toBe(false)
  expect(view.get('[data-testid=commit]').attributes('disabled')).toBeDefined()
  expect(afterCounts()).toEqual(['1', '0', '1', '2'])

  await view.get('[data-testid=weight-calmness]').setValue(0)
  await vi.waitFor(() => expect(view.get('[data-testid=moved-summary]').text()).toContain('1 lose their label'))
  expect(afterCounts()).toEqual(['1', '0', '2', '0'])
  expect(view.get('[data-testid=commit]').attributes('disabled')).toBeUndefined()
})

it('keeps a draft when the view is left, says that it is not committed, and drops it on demand', async () => {
  const matrix = matrixOf(moodWords, taggedSongs)
  giveWindowApi({ 'tags.matrix': () => ({ ok: true, value: matrix }), 'labels.versions': () => ({ ok: true, value: [version] }) })
  const first = await mountComponent(TagsView)
  await first.get('[data-testid=weight-calmness]').setValue(0.5)
  expect(first.get('[data-testid=draft]').text()).toBe('Not committed')
  const second = await mountComponent(TagsView)
  expect(second.get<HTMLInputElement>('[data-testid=weight-calmness]').element.value).toBe('0.5')
  expect(second.get<HTMLInputElement>('[data-testid=weight-anger]').element.value).toBe('0')
  await second.get('[data-testid=discard]').trigger('click')
  expect(second.find('[data-testid=draft]').exists()).toBe(false)
  expect(second.get<HTMLInputElement>('[data-testid=weight-calmness]').element.value).toBe('1')
})

it('previews another kind of scheme and shows what each word is worth and does with it', async () => {
  const matrix = matrixOf(moodWords, taggedSongs)
  giveWindowApi({ 'tags.matrix': () => ({ ok: true, value: matrix }), 'labels.versions': () => ({ ok: true, value: [] }) })
  const view = await mountComponent(TagsView)
  const worth = () => view.findAll('[data-testid=worth]').map((cell) => cell.text())
  expect(worth()).toEqual(['1.00', '1.00', '1.00'])
  await view.get('[data-testid=presets]').trigger('click')
  await get('[data-testid=scheme-occurrence]').trigger('click')
  expect(view.get('[data-testid=presets]').text()).toContain('By occurrence')
  await vi.waitFor(() => expect(worth()[0]).not.toBe('1.00'))
  await view.get('[data-testid=scheme-exponent]').setValue(0)
  await vi.waitFor(() => expect(worth()).toEqual(['1.00', '1.00', '1.00']))
  await view.get('[data-testid=scheme-minimum-mass]').setValue(6)
  await vi.waitFor(() => expect(view.get('[data-testid=moved-summary]').text()).toContain('1 lose their label'))
})

it('lights the tracks of a chosen word, then those with both words, from the table, the facts and the plane', async () => {
  const matrix = matrixOf(moodWords, taggedSongs)
  giveWindowApi({ 'tags.matrix': () => ({ ok: true, value: matrix }), 'labels.versions': () => ({ ok: true, value: [] }) })
  const pinia = createPinia()
  const view = await mountComponent(TagsView, {}, { pinia })
  const lit = () => [...useSelectionStore(pinia).selectedTrackIds]
  await view.get('tbody tr').trigger('click')
  expect(lit()).toEqual([1, 2, 4])
  await view.get('[data-testid=shared-sadness]').trigger('click')
  expect(lit()).toEqual([2])
  expect(view.get('[data-testid=lit]').text()).toBe('Lit: calmness & sadness: 1 track.')
  await view.get('[data-testid=plane-word-anger]').trigger('click')
  expect(lit()).toEqual([3])
  await view.get('[data-testid=plane-word-sadness]').trigger('click')
  expect(lit()).toEqual([3, 4])
  await view.get('[data-testid=plane-word-anger]').trigger('click')
  expect(lit()).toEqual([])
})

it('keeps its tabs where they are when a draft begins: they stand beside the title, not by the tools', async () => {
  giveWindowApi({
    'tags.matrix': () => ({ ok: true, value: matrixOf(moodWords, taggedSongs) }),
    'labels.versions': () => ({ ok: true, value: [] }),
  })
  const view = await mountComponent(TagsView)
  const header = () => [...view.get('header').element.children].map(({ className }) => className.split(' ')[0])
  const before = header()
  expect(before.indexOf('v-slide-group')).toBeLessThan(before.indexOf('space'))
  await view.get('[data-testid=weight-calmness]').setValue(0.5)
  expect(view.find('[data-testid=draft]').exists()).toBe(true)
  expect(header()).toEqual(before)
  expect(view.get('[data-testid=comments-labels]').attributes('aria-label')).toBe('Labels from comments…')
})

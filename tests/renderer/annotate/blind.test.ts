// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { beforeAll, expect, it } from 'vitest'
import { publishedScheme } from '@shared/domain/schemes/published'
import AnnotateView from '@renderer/annotate/AnnotateView.vue'
import QueuePanel from '@renderer/annotate/QueuePanel.vue'
import { call } from '@renderer/api/client'
import EmotionPlane from '@renderer/charts/EmotionPlane.vue'
import { deriveLabels } from '@main/labelling/derive-labels'
import { freezeCheckedSet, insertCheckedSet } from '@main/store/checked-sets'
import { insertExcerpt } from '@main/store/excerpts'
import { insertLabel, refreshCurrentLabels } from '@main/store/labels'
import { setText } from '@main/store/texts'
import { setTrackTags } from '@main/store/track-tags'
import { loadLanguages } from '@main/text/language'
import { openLibraryApi } from '../helpers/library-api'
import { mountComponent } from '../helpers/mount-component'
import { button, pageText, press } from '../helpers/page'

// Pages of tests wait for answers, not for files.
beforeAll(async () => void (await loadLanguages()))

const before = '2026-01-01T00:00:00.000Z'
const drawn = '2026-01-02T00:00:00.000Z'
const author = 'Earlier'
/** What others say of a track, as the page would show it. */
const hints = [/calm/iu, /depression/iu, /comment says/u, /First model/u, /0\.7\d/u, /few votes/u, /tags disagree/u, /Earlier/u]

/** Three tracks of which much is known – tags, comments, a prediction, labels of the track and of an excerpt –, two of them in a set. */
function libraryWithHints(source: 'imported' | 'human') {
  const opened = openLibraryApi(3)
  const { library, context, trackIds } = opened
  const { database } = library
  setTrackTags(
    database,
    trackIds.flatMap((trackId) => [
      { trackId, tag: 'calmness', count: 9 },
      { trackId, tag: 'depression', count: 7 },
    ]),
  )
  deriveLabels(context, publishedScheme, '')
  database.exec(`
    INSERT INTO models (id, name, path, sha256, modality, card, created_at) VALUES (1, 'First model', 'm', 's', 'audio', '', '');
    INSERT INTO prediction_sets (id, model_id, folders, state, created_at) VALUES (1, 1, '[]', 'done', '')`)
  for (const trackId of trackIds) {
    setText(database, { trackId, kind: 'comments', body: 'The comment says calmness', source: 'user' }, new Date(0))
    setText(database, { trackId, kind: 'lyrics', body: 'Calmly the river flows', source: 'user' }, new Date(0))
    database
      .prepare(
        `INSERT INTO predictions (set_id, path, track_id, valence, arousal, start_seconds, duration_seconds, trained_on)
         VALUES (1, ?, ?, 0.74, -0.74, 0, 60, 0)`,
      )
      .run(`p${trackId}`, trackId)
    const excerpt = insertExcerpt(database, trackId, { startSeconds: 1, endSeconds: 5 }, before)
    const label = { trackId, valence: 0.71, arousal: 0.72, author, note: '', createdAt: before }
    insertLabel(database, { ...label, source, excerptId: null })
    insertLabel(database, { ...label, source, excerptId: excerpt.id })
  }
  refreshCurrentLabels(database, trackIds)
  const [first = 0, second = 0] = trackIds
  const set = insertCheckedSet(database, { name: 'By ear', stratify: 'none', seed: 1, createdAt: drawn, trackIds: [second, first] })
  return { ...opened, set }
}

/** Opens the set from the dialog, as people do. */
async function labelTheSet(source: 'imported' | 'human' = 'imported') {
  const opened = libraryWithHints(source)
  const view = await mountComponent(AnnotateView, {}, { pinia: createPinia() })
  const opener = view.get<HTMLElement>('[data-testid=checked-sets]')
  opener.element.focus()
  await opener.trigger('click')
  await flushPromises()
  await press('Label blind: By ear')
  await flushPromises()
  const plane = () => view.getComponent(EmotionPlane).props()
  return { ...opened, view, plane }
}

async function keys(...pressed: string[]): Promise<void> {
  for (const key of pressed) window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  await flushPromises()
}

const leaks = (): string[] => {
  const titles = [...document.querySelectorAll('[title], [aria-label]')].map(
    (element) => `${element.getAttribute('title') ?? ''} ${element.getAttribute('aria-label') ?? ''}`,
  )
  const shown = `${pageText().replace('Calmly the river flows', '')} ${titles.join(' ')}`
  return hints.map((hint) => hint.exec(shown)?.[0] ?? '').filter(Boolean)
}

it.each(['imported', 'human'] as const)(
  'nothing that others say of a track is on the page while it is labelled blind, where its label was %s',
  async (source) => {
    const { view, plane } = await labelTheSet(source)
    expect(view.get('.heading h2').text()).toBe('Song 2')
    expect(view.get('[data-testid=blind]').text()).toMatch(/^Blind: this track is in the checked set “By ear”/u)
    expect(leaks()).toEqual([])
    expect(view.get('.queue .done').text()).toBe('0 of 2')
    expect(plane()).toMatchObject({ marks: [], arrows: [], placement: null })
    expect(view.findAll('mark')).toEqual([])
    await press('Comments')
    expect(view.get('.text-panel').text()).toContain('Comments stay hidden while you label blind')
  },
)

it('keys belong to the first track at once, not to the button that opened the dialog', async () => {
  const { view, trackIds, humanLabels } = await labelTheSet()
  expect(document.activeElement).toBe(view.element)
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true, cancelable: true }))
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  await flushPromises()
  expect(humanLabels(trackIds[1] ?? 0)).toMatchObject([{ valence: 0, arousal: 0.05 }])
  expect(view.get('.heading h2').text()).toBe('Song 1')
})

it('the queue holds the tracks of the set without reasons, filters or weights, and is left again', async () => {
  const { view } = await labelTheSet()
  expect(view.findAll('.entry .name').map((name) => name.text())).toEqual(['Song 2', 'Song 1'])
  expect(view.findAll('.why').map((why) => why.text())).toEqual(Array.from({ length: 2 }, () => 'blind, for the checked set “By ear”'))
  expect(view.get('.queue header').text()).toContain('Checked set “By ear”')
  expect(view.find('[aria-label=Reasons], [aria-label="Filter the queue"], .queue select').exists()).toBe(false)
  await view.get('[data-testid=leave-set]').trigger('click')
  await flushPromises()
  expect(view.findAll('.entry .name').map((name) => name.text())).toEqual(['Song 3'])
  expect(view.find('[data-testid=blind]').exists()).toBe(false)
  expect(leaks()).not.toEqual([])
})

it('what is hidden stays hidden after a label was placed, because it may still be moved, and shows when one comes back', async () => {
  const { view, plane, trackIds, humanLabels } = await labelTheSet()
  await call('labels.place', { trackId: trackIds[1] ?? 0, excerptId: null, valence: -0.2, arousal: 0.4 })
  await flushPromises()
  expect(humanLabels(trackIds[1] ?? 0)[0]).toMatchObject({ valence: -0.2, arousal: 0.4 })
  expect(view.get('[data-testid=blind]').text()).toContain('show when you come back to it')
  expect(plane()).toMatchObject({ marks: [], arrows: [], placement: { valence: -0.2, arousal: 0.4 } })
  expect(leaks()).toEqual([])
  await keys('Enter')
  expect(view.get('.heading h2').text()).toBe('Song 1')
  expect(leaks()).toEqual([])
  await keys('p')
  expect(view.get('.heading h2').text()).toBe('Song 2')
  expect(view.find('[data-testid=blind]').exists()).toBe(false)
  expect(leaks()).not.toEqual([])
  expect(plane().arrows).not.toEqual([])
  await keys('x')
  expect(view.find('[data-testid=blind]').exists()).toBe(true)
})

it('a track of a set is blind from wherever it is opened, until the set is frozen', async () => {
  const { library, set, api, trackIds } = libraryWithHints('imported')
  const pinia = createPinia()
  const view = await mountComponent(AnnotateView, {}, { pinia })
  view.getComponent(QueuePanel).vm.$emit('choose', trackIds[0])
  await flushPromises()
  expect(view.get('.heading h2').text()).toBe('Song 1')
  expect(view.getComponent(EmotionPlane).props()).toMatchObject({ marks: [], arrows: [] })
  freezeCheckedSet(library.database, set.id, drawn)
  api.send({ type: 'changed', topics: ['labels'] })
  await flushPromises()
  expect(view.find('[data-testid=blind]').exists()).toBe(false)
  expect(view.getComponent(EmotionPlane).props('marks')).not.toEqual([])
  expect(button('Checked sets…')).toBeDefined()
})

it('the queue is left when its set is deleted, and nothing is blind any longer', async () => {
  const { view } = await labelTheSet()
  await view.get('[data-testid=checked-sets]').trigger('click')
  await flushPromises()
  await press('Delete… By ear')
  await press('Delete')
  await flushPromises()
  expect(view.get('.queue header').text()).toContain('Review queue')
  expect(view.findAll('.entry')).toHaveLength(3)
  expect(view.find('[data-testid=blind]').exists()).toBe(false)
})

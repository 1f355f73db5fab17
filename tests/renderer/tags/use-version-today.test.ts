// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { ref } from 'vue'
import { publishedScheme } from '@shared/domain/schemes/published'
import { call } from '@renderer/api/client'
import TagsView from '@renderer/tags/TagsView.vue'
import { useVersionToday } from '@renderer/tags/use-version-today'
import type { LabelVersion } from '@shared/contract/labels'
import { setTrackTags } from '@main/store/track-tags'
import { inComponent } from '../helpers/in-component'
import { openLibraryApi } from '../helpers/library-api'
import { mountComponent } from '../helpers/mount-component'

async function openDerived(): Promise<void> {
  const { library } = openLibraryApi(3)
  setTrackTags(library.database, [
    { trackId: 1, tag: 'mellow', count: 1 },
    { trackId: 2, tag: 'grief', count: 1 },
    { trackId: 3, tag: 'rainy day', count: 1 },
  ])
  await call('labels.derive', { scheme: publishedScheme, note: '' })
}

it('counts the tracks whose labels no longer follow the mapping, until it is undone or committed', async () => {
  await openDerived()
  const active = ref<LabelVersion | null>(null)
  const { outdated, pair } = await inComponent(() => useVersionToday(active))
  expect([outdated.value, pair.value]).toEqual([0, null])
  const readVersions = async () => {
    active.value = (await call('labels.versions', null)).find((version) => version.active) ?? null
    await flushPromises()
    return outdated.value
  }
  expect(await readVersions()).toBe(0)
  await call('tags.map', { tags: ['mellow', 'rainy day'], word: 'sadness' })
  await flushPromises()
  expect(outdated.value).toBe(2)
  await call('undo.undo', null)
  await flushPromises()
  expect(outdated.value).toBe(0)
  await call('tags.map', { tags: ['grief'], word: null })
  await call('labels.derive', { scheme: publishedScheme, note: '' })
  expect(await readVersions()).toBe(0)
})

it('lays what the active version gave beside what the tags would give now, and lets that be committed', async () => {
  await openDerived()
  const view = await mountComponent(TagsView)
  const counts = (side: string) => [1, 2, 3, 4].map((quadrant) => view.get(`[data-testid=${side}-q${quadrant}]`).text())
  const commit = () => view.get('[data-testid=commit]').attributes('disabled')
  expect([counts('before'), counts('after')]).toEqual([
    ['0', '0', '1', '1'],
    ['0', '0', '1', '1'],
  ])
  expect(commit()).toBeDefined()
  await call('tags.map', { tags: ['mellow', 'rainy day'], word: 'sadness' })
  await flushPromises()
  expect([counts('before'), counts('after')]).toEqual([
    ['0', '0', '1', '1'],
    ['0', '0', '3', '0'],
  ])
  expect(commit()).toBeUndefined()
  await call('undo.undo', null)
  await flushPromises()
  expect(counts('after')).toEqual(['0', '0', '1', '1'])
  expect(commit()).toBeDefined()
})

// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { ref } from 'vue'
import { publishedScheme } from '@shared/domain/schemes/published'
import { call } from '@renderer/api/client'
import { useOutdatedLabels } from '@renderer/tags/use-outdated-labels'
import type { LabelVersion } from '@shared/contract/labels'
import { setTrackTags } from '@main/store/track-tags'
import { inComponent } from '../helpers/in-component'
import { openLibraryApi } from '../helpers/library-api'

it('counts the tracks whose labels no longer follow the mapping, until it is undone or committed', async () => {
  const { library } = openLibraryApi(3)
  setTrackTags(library.database, [
    { trackId: 1, tag: 'mellow', count: 1 },
    { trackId: 2, tag: 'grief', count: 1 },
    { trackId: 3, tag: 'rainy day', count: 1 },
  ])
  await call('labels.derive', { scheme: publishedScheme, note: '' })
  const active = ref<LabelVersion | null>(null)
  const outdated = await inComponent(() => useOutdatedLabels(active))
  expect(outdated.value).toBeNull()
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

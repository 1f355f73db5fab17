// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { expect, it } from 'vitest'
import { useLibraryStore } from '@renderer/api/stores/library-store'
import LibraryMenu from '@renderer/app/LibraryMenu.vue'
import { useCommands } from '@renderer/ui/use-commands'
import { libraryInfo } from '../../helpers/library-info'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { all } from '../helpers/page'
import { runInSetup } from '../helpers/run-in-setup'

it('offers what can be done with libraries now, and the other recent ones that are there', async () => {
  const recentOf = (name: string, exists: boolean) => ({
    path: `/music/${name}.circumplex`,
    name,
    openedAt: '2026-01-02T03:04:05.000Z',
    exists,
  })
  const { calls } = giveWindowApi({
    'library.current': answer(libraryInfo({ synthetic: true })),
    'library.recent': answer([recentOf('Mine', true), recentOf('Other', true), recentOf('Gone', false)]),
    'library.open': answer(libraryInfo({ path: '/music/Other.circumplex', name: 'Other' })),
  })
  const pinia = createPinia()
  setActivePinia(pinia)
  await useLibraryStore().refresh()
  runInSetup(() =>
    useCommands([
      { id: 'library.open', title: 'Open library…', group: 'Library', run: () => undefined },
      { id: 'library.close', title: 'Close library', group: 'Library', enabled: () => false, run: () => undefined },
      { id: 'train.start', title: 'Start training', group: 'Train', run: () => undefined },
    ]),
  )
  const menu = await mountComponent(LibraryMenu, {}, { pinia })
  expect(menu.text()).toBe('Minesynthetic')
  await menu.trigger('click')
  await flushPromises()
  expect(all('.v-list-item-title').map((title) => title.text())).toEqual(['Open library…', 'Other'])
  await all('.v-list-item')[1]?.trigger('click')
  await flushPromises()
  expect(calls.at(-1)).toEqual({ name: 'library.open', argument: { path: '/music/Other.circumplex' } })
})

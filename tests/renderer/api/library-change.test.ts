// @vitest-environment happy-dom
import { createPinia, disposePinia, type Pinia, setActivePinia, type StoreGeneric } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextTick, toRaw } from 'vue'
import { useLibraryStore } from '@renderer/api/stores/library-store'
import { useDialogs } from '@renderer/library/use-dialogs'
import { giveWindowApi } from '../../helpers/window-api'

const modules = import.meta.glob<Readonly<Record<string, unknown>>>('../../../src/renderer/**/*-store.ts', { eager: true })
const isStore = (value: unknown): value is () => StoreGeneric => typeof value === 'function' && '$id' in value
const stores = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .filter(isStore)
  .map((use) => [String(Reflect.get(use, '$id')), use] as const)

/** What belongs to the window or the machine, and not to a library. */
const ofTheWindow = new Set(['library', 'jobs', 'settings', 'devices', 'player.volume', 'results.published'])

/** Another value of the same kind, as the former library would have left it. */
function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value + 7
  if (typeof value === 'boolean') return !value
  if (value instanceof Set) return new Set([7])
  if (value instanceof Map) return new Map([[7, 'former']])
  if (Array.isArray(value)) return [{ id: 'former' }]
  return typeof value === 'object' && value !== null ? { ...value, search: 'former' } : 'former'
}

let pinia: Pinia
beforeEach(() => {
  pinia = createPinia()
  setActivePinia(pinia)
})
afterEach(() => disposePinia(pinia))

async function openLibrary(path: string): Promise<void> {
  await useLibraryStore().open(path)
  await nextTick()
}

function giveLibraries(): ReturnType<typeof giveWindowApi> {
  return giveWindowApi({
    'library.open': (argument) => ({ ok: true, value: { ...(argument as { path: string }), name: 'Any', tracks: 1 } }),
    'library.current': () => ({ ok: true, value: { path: '/a', name: 'Any', tracks: 2 } }),
  })
}

describe('another library', () => {
  it.each(stores.filter(([id]) => !ofTheWindow.has(id)))('leaves no state of the former one in the store %s', async (id, use) => {
    giveLibraries()
    await openLibrary('/a')
    const store = use()
    const first = Object.fromEntries(Object.keys(store.$state).map((key) => [key, toRaw(store.$state[key])]))
    for (const [key, value] of Object.entries(first)) Object.assign(store, { [key]: otherThan(value) })
    await openLibrary('/b')
    for (const [key, value] of Object.entries(first))
      if (!ofTheWindow.has(`${id}.${key}`)) expect(toRaw(store.$state[key]), key).toEqual(value)
  })

  it('closes the dialog that was open for the former one', async () => {
    giveLibraries()
    await openLibrary('/a')
    const dialogs = useDialogs()
    dialogs.show('import-audio', ['/music'])
    await openLibrary('/b')
    expect(dialogs.open.value).toBeNull()
    expect(dialogs.folders.value).toEqual([])
  })
})

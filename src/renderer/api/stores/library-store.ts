import type { LibraryInfo } from '@shared/contract/library'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { call } from '../client'
import { onAppEvent, onChanged } from '../events'
import { changeLibrary } from '../library-change'
import { savePending } from '../pending-changes'

/** The open library: its counts, kept up to date; null while none is open. */
export const useLibraryStore = defineStore('library', () => {
  const info = ref<LibraryInfo | null>(null)
  /** False until the program has said whether a library is open. */
  const known = ref(false)
  const isOpen = computed(() => info.value !== null)

  /** Takes what the program says of the open library. When it is another one, everything known of the former one is forgotten. */
  function accept(next: LibraryInfo | null): void {
    const isOther = next?.path !== info.value?.path
    info.value = next
    known.value = true
    if (isOther) changeLibrary(next?.path ?? null)
  }

  async function refresh(): Promise<void> {
    accept(await call('library.current', null))
  }

  async function open(path: string): Promise<void> {
    await savePending()
    accept(await call('library.open', { path }))
  }

  async function create(path: string): Promise<void> {
    await savePending()
    accept(await call('library.create', { path }))
  }

  async function close(): Promise<void> {
    await savePending()
    await call('library.close', null)
    accept(null)
  }

  onAppEvent('library', ({ library }) => accept(library))

  onChanged(['library', 'tracks', 'labels', 'datasets', 'runs', 'models', 'predictions', 'tags'], () => {
    void refresh().catch(() => undefined)
  })

  return { info, known, isOpen, refresh, open, create, close }
})

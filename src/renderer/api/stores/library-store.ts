import type { LibraryInfo } from '@shared/contract/library'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { call } from '../client'
import { onChanged } from '../events'

/** The open library: its counts, kept up to date; null while none is open. */
export const useLibraryStore = defineStore('library', () => {
  const info = ref<LibraryInfo | null>(null)
  /** False until the program has said whether a library is open. */
  const known = ref(false)
  const isOpen = computed(() => info.value !== null)

  async function refresh(): Promise<void> {
    info.value = await call('library.current', null)
    known.value = true
  }

  async function open(path: string): Promise<void> {
    info.value = await call('library.open', { path })
    known.value = true
  }

  async function create(path: string): Promise<void> {
    info.value = await call('library.create', { path })
    known.value = true
  }

  async function close(): Promise<void> {
    await call('library.close', null)
    info.value = null
  }

  onChanged(['library', 'tracks', 'labels', 'datasets', 'runs', 'models', 'predictions', 'tags'], () => {
    void refresh().catch(() => undefined)
  })

  return { info, known, isOpen, refresh, open, create, close }
})

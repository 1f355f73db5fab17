import { defineStore } from 'pinia'
import { computed } from 'vue'
import { libraryRef } from '../library-change'

export type SelectionMode = 'replace' | 'add' | 'toggle'

/**
 * Combines a selection with newly chosen tracks.
 * @returns a new set; `toggle` removes those that were selected and adds the others
 */
export function combineSelection(present: ReadonlySet<number>, ids: Iterable<number>, mode: SelectionMode): Set<number> {
  if (mode === 'replace') return new Set(ids)
  const next = new Set(present)
  for (const id of ids) {
    if (mode === 'toggle' && present.has(id)) next.delete(id)
    else next.add(id)
  }
  return next
}

/** The tracks that are selected, whichever view selected them, and the one that is in focus. */
export const useSelectionStore = defineStore('selection', () => {
  const selectedTrackIds = libraryRef<ReadonlySet<number>>(new Set())
  const focusedTrackId = libraryRef<number | null>(null)
  const count = computed(() => selectedTrackIds.value.size)

  function select(ids: Iterable<number>, mode: SelectionMode = 'replace'): void {
    selectedTrackIds.value = combineSelection(selectedTrackIds.value, ids, mode)
  }

  function focus(id: number | null): void {
    focusedTrackId.value = id
  }

  function clear(): void {
    selectedTrackIds.value = new Set()
  }

  return { selectedTrackIds, focusedTrackId, count, select, focus, clear }
})

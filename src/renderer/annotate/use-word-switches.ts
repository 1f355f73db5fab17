import type { TrackDetails } from '@shared/contract/tracks'
import { computed, shallowRef, watch, type Ref } from 'vue'
import { pullsOf } from './tag-pulls'

/** How the words of the shown track pull its label, and which of them are switched off to compare; a new track begins with all on. */
export function useWordSwitches(track: Readonly<Ref<TrackDetails | null>>) {
  const off = shallowRef<ReadonlySet<string>>(new Set())
  const pulls = computed(() => pullsOf(track.value?.words ?? [], off.value))

  function toggleWord(word: string): void {
    const next = new Set(off.value)
    if (!next.delete(word)) next.add(word)
    off.value = next
  }

  watch(
    () => track.value?.id,
    () => (off.value = new Set()),
  )
  return { off, pulls, toggleWord }
}

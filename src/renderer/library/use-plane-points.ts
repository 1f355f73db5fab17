import type { Plane } from '@shared/contract/tracks'
import { shallowRef, watch } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useFilterStore } from '../api/stores/filter-store'
import { useErrors } from '../ui/use-errors'

/** All labelled tracks of the filter as points; an answer that comes late never replaces a newer one. */
export function usePlanePoints() {
  const filter = useFilterStore()
  const { show } = useErrors()
  const plane = shallowRef<Plane | null>(null)
  let asked = 0

  async function load(): Promise<void> {
    asked += 1
    const mine = asked
    try {
      const points = await call('tracks.plane', { filter: filter.filter })
      if (mine === asked) plane.value = points
    } catch (error) {
      show(error)
    }
  }

  watch(
    () => filter.filter,
    () => void load(),
    { immediate: true },
  )
  onChanged(['tracks', 'labels', 'tags'], () => void load())
  return { plane }
}

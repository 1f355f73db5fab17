import type { TrackDetails } from '@shared/contract/tracks'
import { refDebounced } from '@vueuse/core'
import { shallowRef, toRef, watch } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useSelectionStore } from '../api/stores/selection-store'
import { useErrors } from '../ui/use-errors'

const restMilliseconds = 60

/** Everything about the track in focus; asked for once the focus rests, so that walking through rows stays quick. */
export function useTrackDetails() {
  const selection = useSelectionStore()
  const { show } = useErrors()
  const details = shallowRef<TrackDetails | null>(null)
  const restingId = refDebounced(
    toRef(() => selection.focusedTrackId),
    restMilliseconds,
  )

  async function load(): Promise<void> {
    const trackId = restingId.value
    if (trackId === null) {
      details.value = null
      return
    }
    try {
      const found = await call('tracks.show', { trackId })
      if (restingId.value === trackId) details.value = found
    } catch (error) {
      show(error)
    }
  }

  watch(restingId, () => void load(), { immediate: true })
  onChanged(['tracks', 'labels', 'tags'], () => void load())
  return { details }
}

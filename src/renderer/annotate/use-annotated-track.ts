import type { TrackDetails, Waveform } from '@shared/contract/tracks'
import { ref, shallowRef, toRef, watch } from 'vue'
import { waitsBlind, withoutHints } from '../api/blind-track'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useSelectionStore } from '../api/stores/selection-store'
import { loadWaveform } from '../audio/load-waveform'
import { useErrors } from '../ui/use-errors'

export type WaveformState = 'none' | 'missing' | 'loading' | 'ready' | 'failed'

/**
 * The track in focus with everything about it, and its waveform when it has audio. Late answers never replace newer ones. What others say
 * of a track that waits for a blind label is left out as long as the track is shown: a label that was just placed may still be moved.
 */
export function useAnnotatedTrack() {
  const selection = useSelectionStore()
  const { show } = useErrors()
  const trackId = toRef(() => selection.focusedTrackId)
  const details = shallowRef<TrackDetails | null>(null)
  const isBlind = ref(false)
  const waveform = shallowRef<Waveform | null>(null)
  const waveformState = ref<WaveformState>('none')

  function accept(found: TrackDetails | null): void {
    const wasBlind = isBlind.value && found?.id === details.value?.id
    isBlind.value = found !== null && found.checkedSet !== null && (wasBlind || waitsBlind(found))
    details.value = found && isBlind.value ? withoutHints(found) : found
  }

  async function load(): Promise<void> {
    const id = trackId.value
    try {
      const found = id === null ? null : await call('tracks.show', { trackId: id })
      if (id === trackId.value) accept(found)
    } catch (error) {
      // The former track must not stay in sight under another's focus.
      if (id === trackId.value) accept(null)
      show(error)
    }
  }

  async function draw(): Promise<void> {
    const track = details.value
    waveform.value = null
    waveformState.value = !track?.hasAudio ? 'none' : track.missingAudio ? 'missing' : 'loading'
    if (!track || waveformState.value !== 'loading') return
    try {
      const found = await loadWaveform(track.id)
      if (details.value?.id !== track.id) return
      waveform.value = found
      waveformState.value = 'ready'
    } catch (error) {
      if (details.value?.id === track.id) waveformState.value = 'failed'
      show(error)
    }
  }

  watch(trackId, () => void load(), { immediate: true })
  watch(
    () => details.value?.id,
    () => void draw(),
  )
  onChanged(['tracks', 'labels', 'tags', 'predictions'], () => void load())
  return { details, isBlind, waveform, waveformState, reload: load }
}

import { computed, ref, shallowRef, watch } from 'vue'
import { useLibraryStore } from '../api/stores/library-store'
import { useSettingsStore } from '../api/stores/settings-store'
import { useErrors } from '../ui/use-errors'
import { matchedVolume } from './matched-volume'
import { type LoopRange, type Playable, unplayable } from './playable'
import { useAudioElement } from './use-audio-element'

const normalSpeed = 1

/** The one sound that the player holds, with its loop, speed and loudness, in the one audio element. */
export function useHeldSound() {
  const { show } = useErrors()
  const settings = useSettingsStore()
  const library = useLibraryStore()
  const current = shallowRef<Playable | null>(null)
  const loop = shallowRef<LoopRange | null>(null)
  const [speed, volume] = [ref(normalSpeed), ref(1)]
  const { audio, empty, ...state } = useAudioElement({
    frame: (seconds) => loop.value && seconds >= loop.value.endSeconds && state.seek(loop.value.startSeconds),
    ended: () => loop.value && void resume(loop.value.startSeconds),
    failed: () => void reportUnplayable(),
  })
  const gainDb = computed(() => (settings.settings.matchLoudness ? (current.value?.gainDb ?? 0) : 0))
  watch([gainDb, volume], () => (audio.volume = matchedVolume(gainDb.value, volume.value)), { immediate: true })
  watch(speed, (rate) => (audio.playbackRate = rate))

  /** Shows that the sound cannot be played, unless it only fails because its library is no longer open. */
  async function reportUnplayable(): Promise<void> {
    const failed = current.value
    await library.refresh().catch(() => undefined)
    if (failed && failed === current.value) show(unplayable(failed))
  }

  /** Goes on, from a position when given. */
  async function resume(fromSeconds: number | null = null): Promise<void> {
    if (fromSeconds !== null) state.seek(fromSeconds)
    try {
      await audio.play()
    } catch (error) {
      // A newer play or pause has taken over, or the error listener has reported it already.
      if (!(error instanceof DOMException)) show(error)
    }
  }

  /** Stops and holds another sound, or none, at normal speed. */
  function hold(sound: Playable | null): void {
    loop.value = null
    speed.value = normalSpeed
    empty()
    current.value = sound
  }

  /** Loads the address of the sound that is held, or of the first one, at the speed that was chosen for it. */
  function load(sound: Playable & { readonly url: string }): void {
    if (current.value?.url !== sound.url) {
      audio.src = sound.url
      audio.playbackRate = speed.value
    }
    current.value = sound
  }

  return { ...state, current, loop, speed, volume, resume, hold, load, pause: () => audio.pause() }
}

import { onScopeDispose, ref } from 'vue'

/** What the owner of an audio element wants to know. */
export interface AudioListeners {
  /** Called for every frame while playing. */
  frame(seconds: number): void
  ended(): void
  failed(): void
}

/** Owns the one audio element of a scope: its state as refs, its listeners and its end. */
export function useAudioElement(listeners: AudioListeners) {
  const audio = new Audio()
  audio.preload = 'auto'
  const isPlaying = ref(false)
  const positionSeconds = ref(0)
  const durationSeconds = ref(0)
  let frame = 0

  function follow(): void {
    listeners.frame(audio.currentTime)
    positionSeconds.value = audio.currentTime
    frame = isPlaying.value ? requestAnimationFrame(follow) : 0
  }

  const handlers: Readonly<Record<string, () => void>> = {
    play: () => {
      isPlaying.value = true
      if (frame === 0) follow()
    },
    pause: () => (isPlaying.value = false),
    ended: () => {
      isPlaying.value = false
      listeners.ended()
    },
    seeked: () => (positionSeconds.value = audio.currentTime),
    durationchange: () => (durationSeconds.value = Number.isFinite(audio.duration) ? audio.duration : 0),
    error: listeners.failed,
  }
  for (const [name, handler] of Object.entries(handlers)) audio.addEventListener(name, handler)

  function seek(seconds: number): void {
    const end = durationSeconds.value > 0 ? durationSeconds.value : Infinity
    audio.currentTime = Math.min(end, Math.max(0, seconds))
    positionSeconds.value = audio.currentTime
  }

  /** Empties the element, so that it holds no file. */
  function empty(): void {
    audio.pause()
    audio.removeAttribute('src')
    audio.load()
    audio.currentTime = 0
    // Emptying drops the events that wait, "pause" among them.
    isPlaying.value = false
    positionSeconds.value = 0
    durationSeconds.value = 0
  }

  onScopeDispose(() => {
    cancelAnimationFrame(frame)
    for (const [name, handler] of Object.entries(handlers)) audio.removeEventListener(name, handler)
    empty()
  })
  return { audio, isPlaying, positionSeconds, durationSeconds, seek, empty }
}

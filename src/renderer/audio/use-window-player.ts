import { Failure } from '@shared/domain/failure'
import { computed, ref, shallowRef, watch } from 'vue'
import { useSettingsStore } from '../api/stores/settings-store'
import { useErrors } from '../ui/use-errors'
import { loadWaveform } from './load-waveform'
import { matchedVolume } from './matched-volume'
import { useAudioElement } from './use-audio-element'

/** What is played: a track of the library, or any sound that the media scheme serves. */
export interface Playable {
  readonly url: string
  readonly title: string
  readonly artist: string
  readonly gainDb: number
  /** Null for a sound that is no track. */
  readonly trackId: number | null
}

/** A part that is played again and again, in seconds. */
export interface LoopRange {
  readonly startSeconds: number
  readonly endSeconds: number
}

/** Everything behind the window's player. */
export function useWindowPlayer() {
  const { show } = useErrors()
  const settings = useSettingsStore()
  const current = shallowRef<Playable | null>(null)
  const loop = shallowRef<LoopRange | null>(null)
  const [speed, volume] = [ref(1), ref(1)]
  const element = useAudioElement({
    frame: (seconds) => loop.value && seconds >= loop.value.endSeconds && element.seek(loop.value.startSeconds),
    ended: () => loop.value && void resume(loop.value.startSeconds),
    failed: () =>
      current.value &&
      show(
        new Failure('file-unreadable', `“${current.value.title}” cannot be played.`, 'Check that its file is there and plays elsewhere.'),
      ),
  })
  const { audio, isPlaying, positionSeconds, durationSeconds, seek } = element
  const gainDb = computed(() => (settings.settings.matchLoudness ? (current.value?.gainDb ?? 0) : 0))
  watch([gainDb, volume], () => (audio.volume = matchedVolume(gainDb.value, volume.value)), { immediate: true })
  watch(speed, (rate) => (audio.playbackRate = rate))

  async function resume(fromSeconds: number | null = null): Promise<void> {
    if (fromSeconds !== null) seek(fromSeconds)
    try {
      await audio.play()
    } catch (error) {
      // A newer play or pause has taken over, or the error listener has told already.
      if (!(error instanceof DOMException)) show(error)
    }
  }

  /** Plays a sound, from a place in it when given; the same sound goes on where it is. */
  async function play(sound: Playable, fromSeconds: number | null = null): Promise<void> {
    if (current.value?.url !== sound.url) {
      loop.value = null
      element.empty()
      audio.src = sound.url
      audio.playbackRate = speed.value
    }
    current.value = sound
    await resume(fromSeconds)
  }

  /** Plays a track of the library. */
  async function playTrack(track: { id: number; title: string; artist: string }, fromSeconds: number | null = null): Promise<void> {
    if (current.value?.trackId === track.id) return resume(fromSeconds)
    const { url, gainDb: gain } = await loadWaveform(track.id)
    await play({ url, gainDb: gain, title: track.title, artist: track.artist, trackId: track.id }, fromSeconds)
  }

  const pause = (): void => audio.pause()
  const toggle = async (): Promise<void> => (isPlaying.value ? pause() : current.value ? resume() : undefined)
  const skip = (seconds: number): void => seek(audio.currentTime + seconds)

  /** Stops and puts the player away. */
  function close(): void {
    current.value = null
    loop.value = null
    element.empty()
  }

  return { current, isPlaying, positionSeconds, durationSeconds, speed, volume, loop, play, playTrack, pause, toggle, seek, skip, close }
}

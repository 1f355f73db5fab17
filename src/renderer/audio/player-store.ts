import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { call } from '../api/client'
import { useJobsStore } from '../api/stores/jobs-store'
import { useSettingsStore } from '../api/stores/settings-store'
import { useErrors } from '../ui/use-errors'
import { Failure } from '@shared/domain/failure'
import type { Waveform } from '@shared/contract/tracks'
import { matchedVolume } from './loudness'

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

export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2] as const

/** The waveform of a track; waits for the job that makes its peaks when they are not there yet. */
export async function loadWaveform(trackId: number): Promise<Waveform> {
  const first = await call('tracks.waveform', { trackId })
  if (first.waveform) return first.waveform
  const job = first.jobId === null ? null : await useJobsStore().whenFinished(first.jobId)
  if (job?.failure) throw new Failure(job.failure.code, job.failure.message, job.failure.hint)
  const { waveform } = await call('tracks.waveform', { trackId })
  if (waveform) return waveform
  throw new Failure('file-unreadable', `The audio of track ${trackId} could not be drawn.`, 'Check that its file is there and plays elsewhere.')
}

/** The one player of the window: whatever starts playing replaces what was playing. */
export const usePlayer = defineStore('player', () => {
  const audio = new Audio()
  audio.preload = 'auto'
  const { show } = useErrors()
  const settings = useSettingsStore()
  const current = shallowRef<Playable | null>(null)
  const isPlaying = ref(false)
  const positionSeconds = ref(0)
  const durationSeconds = ref(0)
  const speed = ref(1)
  const volume = ref(1)
  const loop = shallowRef<LoopRange | null>(null)
  let frame = 0

  const gainDb = computed(() => (settings.settings.matchLoudness ? (current.value?.gainDb ?? 0) : 0))
  watch([gainDb, volume], () => (audio.volume = matchedVolume(gainDb.value, volume.value)), { immediate: true })
  watch(speed, (rate) => (audio.playbackRate = rate))

  function follow(): void {
    const range = loop.value
    if (range && audio.currentTime >= range.endSeconds) audio.currentTime = range.startSeconds
    positionSeconds.value = audio.currentTime
    frame = isPlaying.value ? requestAnimationFrame(follow) : 0
  }

  const listeners: Readonly<Record<string, () => void>> = {
    play: () => {
      isPlaying.value = true
      if (frame === 0) follow()
    },
    pause: () => (isPlaying.value = false),
    ended: () => restartOrEnd(),
    seeked: () => (positionSeconds.value = audio.currentTime),
    durationchange: () => (durationSeconds.value = Number.isFinite(audio.duration) ? audio.duration : 0),
    error: () => current.value && show(new Failure('file-unreadable', `“${current.value.title}” cannot be played.`, 'Check that its file is there and plays elsewhere.')),
  }
  for (const [name, listener] of Object.entries(listeners)) audio.addEventListener(name, listener)

  function restartOrEnd(): void {
    isPlaying.value = false
    if (loop.value) void resume(loop.value.startSeconds)
  }

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
      audio.src = sound.url
      audio.playbackRate = speed.value
      positionSeconds.value = 0
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

  function pause(): void {
    audio.pause()
  }

  async function toggle(): Promise<void> {
    if (isPlaying.value) pause()
    else if (current.value) await resume()
  }

  function seek(seconds: number): void {
    const end = durationSeconds.value > 0 ? durationSeconds.value : Infinity
    audio.currentTime = Math.min(end, Math.max(0, seconds))
    positionSeconds.value = audio.currentTime
  }

  /** Stops and puts the player away. */
  function close(): void {
    pause()
    current.value = null
    loop.value = null
    audio.removeAttribute('src')
    audio.load()
  }

  onScopeDispose(() => {
    cancelAnimationFrame(frame)
    close()
    for (const [name, listener] of Object.entries(listeners)) audio.removeEventListener(name, listener)
  })

  const skip = (seconds: number): void => seek(audio.currentTime + seconds)
  return { current, isPlaying, positionSeconds, durationSeconds, speed, volume, loop, play, playTrack, pause, toggle, resume, seek, skip, close }
})

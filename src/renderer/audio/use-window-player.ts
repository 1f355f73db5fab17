import { onLibraryChange } from '../api/library-change'
import { loadWaveform } from './load-waveform'
import { isSameSound, type Playable, type PlayableTrack } from './playable'
import { useHeldSound } from './use-held-sound'

/** Everything behind the window's player. */
export function useWindowPlayer() {
  const { resume, hold, load, pause: pauseSound, ...sound } = useHeldSound()
  const { current, isPlaying, positionSeconds, durationSeconds, seek } = sound
  /** How often the player was asked for something: a sound that arrives after a later request is not played. */
  let requests = 0

  /** Plays a sound, from a position in it when given; the same sound goes on where it is. */
  async function play(next: Playable & { readonly url: string }, fromSeconds: number | null = null): Promise<void> {
    requests += 1
    if (current.value && !isSameSound(current.value, next)) hold(null)
    load(next)
    await resume(fromSeconds)
  }

  /** Plays a track of the library, from a position in it when given, unless something else is asked for before its sound is found. */
  async function playTrack({ id, title, artist }: PlayableTrack, fromSeconds: number | null = null): Promise<void> {
    requests += 1
    const request = requests
    const isHeld = current.value?.trackId === id
    if (isHeld && current.value?.url) return resume(fromSeconds)
    const { url, gainDb } = await loadWaveform(id)
    if (request !== requests) return
    await play({ url, gainDb, title, artist, trackId: id }, fromSeconds ?? (isHeld ? positionSeconds.value : null))
  }

  /**
   * Another track is shown: what plays of any other stops. A player that is open then holds the shown track, which waits at its start.
   * @param track null closes the player
   */
  function turnTo(track: (PlayableTrack & { readonly durationSeconds: number | null }) | null): void {
    if (track && current.value?.trackId === track.id) return
    requests += 1
    hold(current.value && track ? { url: null, title: track.title, artist: track.artist, gainDb: 0, trackId: track.id } : null)
    if (current.value) durationSeconds.value = track?.durationSeconds ?? 0
  }

  function pause(): void {
    requests += 1
    pauseSound()
  }

  async function toggle(): Promise<void> {
    const held = current.value
    if (isPlaying.value) pause()
    else if (held?.url === null && held.trackId !== null) await playTrack({ ...held, id: held.trackId })
    else if (held) await resume()
  }

  const skip = (seconds: number): void => seek(positionSeconds.value + seconds)
  /** Stops and closes the player. */
  const close = (): void => turnTo(null)
  onLibraryChange(close)

  return { ...sound, play, playTrack, turnTo, pause, toggle, skip, close }
}

import type { TrackDetails } from '@shared/contract/tracks'
import { computed, ref, watch, type Ref } from 'vue'
import { speeds, usePlayer } from '../audio/player-store'
import { useErrors } from '../ui/use-errors'

/**
 * The window's player as the shown track sees it: a position on its waveform, whether or not it is what plays. What is heard is what is
 * shown: when another track is shown, the former one stops.
 */
export function useTrackPlayer(details: Readonly<Ref<TrackDetails | null>>, chosenId: Readonly<Ref<number | null>>) {
  const player = usePlayer()
  const { guard } = useErrors()
  const cursorSeconds = ref(0)
  const isCurrent = computed(() => details.value !== null && player.current?.trackId === details.value.id)
  const isPlaying = computed(() => isCurrent.value && player.isPlaying)
  const positionSeconds = computed(() => (isCurrent.value ? player.positionSeconds : cursorSeconds.value))
  const chosen = computed(() => details.value?.excerpts.find(({ id }) => id === chosenId.value) ?? null)
  const isLooping = computed(() => isCurrent.value && player.loop !== null)

  async function start(fromSeconds: number | null): Promise<void> {
    const track = details.value
    if (track?.hasAudio && !track.missingAudio) await guard(() => player.playTrack(track, fromSeconds))
  }

  async function toggle(): Promise<void> {
    if (isPlaying.value) player.pause()
    else await start(isCurrent.value ? null : cursorSeconds.value)
  }

  function seek(seconds: number): void {
    cursorSeconds.value = seconds
    if (isCurrent.value) player.seek(seconds)
  }

  /** Plays the chosen excerpt (or the whole track) again and again, or ends that. */
  async function toggleLoop(): Promise<void> {
    const wasLooping = isLooping.value
    player.loop = null
    if (wasLooping || !details.value) return
    const range = chosen.value ?? { startSeconds: 0, endSeconds: details.value.durationSeconds ?? Infinity }
    await start(range.startSeconds)
    player.loop = { startSeconds: range.startSeconds, endSeconds: range.endSeconds }
  }

  function changeSpeed(direction: 1 | -1): void {
    const at = speeds.findIndex((speed) => speed === player.speed)
    player.speed = speeds[Math.min(speeds.length - 1, Math.max(0, at + direction))] ?? 1
  }

  watch(
    () => details.value?.id,
    () => {
      cursorSeconds.value = 0
      player.turnTo(details.value?.hasAudio && !details.value.missingAudio ? details.value : null)
    },
  )
  return { isCurrent, isPlaying, positionSeconds, isLooping, toggle, seek, toggleLoop, changeSpeed }
}

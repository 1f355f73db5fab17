// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia, disposePinia, type Pinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { effectScope, type EffectScope, ref, shallowRef } from 'vue'
import type { TrackDetails } from '@shared/contract/tracks'
import { useTrackPlayer } from '@renderer/annotate/use-track-player'
import { usePlayer } from '@renderer/audio/player-store'
import { call } from '@renderer/api/client'
import { openLibraryApi } from '../helpers/library-api'

let pinia: Pinia
let scope: EffectScope
beforeEach(() => {
  pinia = createPinia()
  setActivePinia(pinia)
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  disposePinia(pinia)
})

async function start() {
  const { trackIds, api } = openLibraryApi(2, { audio: true })
  const tracks = await Promise.all(trackIds.map((trackId) => call('tracks.show', { trackId })))
  const details = shallowRef<TrackDetails | null>(tracks[0] ?? null)
  const excerptId = ref<number | null>(null)
  const track = scope.run(() => useTrackPlayer(details, excerptId))
  if (!track) throw new Error('the scope has ended')
  const show = async (index: number | null): Promise<void> => {
    details.value = index === null ? null : (tracks[index] ?? null)
    await flushPromises()
  }
  return { track, player: usePlayer(), tracks, show, api }
}

describe('the player of the track in focus', () => {
  it('stops when another track is shown, which it then holds from its beginning', async () => {
    const { track, player, tracks, show } = await start()
    await track.toggle()
    track.seek(20)
    expect(player.isPlaying).toBe(true)
    await show(1)
    expect(player.isPlaying).toBe(false)
    expect(player.current?.trackId).toBe(tracks[1]?.id)
    expect(track.positionSeconds.value).toBe(0)
    await player.toggle()
    expect(player.current?.url).toContain(`/${tracks[1]?.id}`)
    expect(player.isPlaying).toBe(true)
  })

  it('plays nothing that was asked for before another track was shown', async () => {
    const { track, player, show } = await start()
    const asked = track.toggle()
    await show(1)
    await asked
    expect(player.isPlaying).toBe(false)
  })

  it('stays away while nothing was played, and goes away when no track is shown', async () => {
    const { track, player, show } = await start()
    await show(1)
    expect(player.current).toBeNull()
    await track.toggle()
    await show(null)
    expect(player.current).toBeNull()
    expect(player.isPlaying).toBe(false)
  })

  it('plays each track at normal speed until another is chosen', async () => {
    const { track, player, show } = await start()
    track.changeSpeed(1)
    await track.toggle()
    expect(player.speed).toBe(1.25)
    await show(1)
    expect(player.speed).toBe(1)
    track.changeSpeed(-1)
    await track.toggle()
    expect(player.speed).toBe(0.75)
  })

  it('goes on when the track that plays already is shown', async () => {
    const { player, tracks, show } = await start()
    await show(null)
    const second = tracks[1]
    if (second) await player.playTrack(second)
    await show(1)
    expect(player.isPlaying).toBe(true)
  })

  it('loops the chosen excerpt, and forgets the loop with the track', async () => {
    const { track, player, show } = await start()
    await track.toggleLoop()
    expect(track.isLooping.value).toBe(true)
    expect(player.loop).toEqual({ startSeconds: 0, endSeconds: 60 })
    await show(1)
    expect(track.isLooping.value).toBe(false)
    expect(player.loop).toBeNull()
  })
})

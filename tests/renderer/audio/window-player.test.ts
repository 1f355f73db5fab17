// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia, disposePinia, type Pinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useLibraryStore } from '@renderer/api/stores/library-store'
import { usePlayer } from '@renderer/audio/player-store'
import { useErrors } from '@renderer/ui/use-errors'
import { giveWindowApi } from '../../helpers/window-api'

const song = { id: 11, title: 'Song', artist: 'Band' }
const waveform = { trackId: 11, url: 'circumplex-media://track/11', durationSeconds: 60, peaksPerSecond: 1, pairs: [], gainDb: 0 }

let pinia: Pinia
beforeEach(() => {
  pinia = createPinia()
  setActivePinia(pinia)
})
afterEach(() => {
  disposePinia(pinia)
  vi.restoreAllMocks()
})

/** A player that plays a track of the library /a, while the program has opened another library or has it still open. */
async function playing(openPath: string) {
  const made: HTMLAudioElement[] = []
  const { Audio: Original } = globalThis
  vi.spyOn(globalThis, 'Audio').mockImplementation(function audio() {
    const element = new Original()
    made.push(element)
    return element
  })
  let path = '/a'
  giveWindowApi({
    'library.current': () => ({ ok: true, value: { path, name: 'Any' } }),
    'tracks.waveform': () => ({ ok: true, value: { jobId: null, waveform } }),
  })
  await useLibraryStore().refresh()
  const player = usePlayer()
  await player.playTrack(song)
  path = openPath
  return { player, fail: () => made.forEach((element) => element.dispatchEvent(new Event('error'))), ...useErrors() }
}

describe('a sound that cannot be loaded', () => {
  it('is reported', async () => {
    const { player, fail, errors } = await playing('/a')
    fail()
    await flushPromises()
    expect(errors.value.map(({ message }) => message)).toEqual(['“Song” cannot be played.'])
    expect(player.current?.trackId).toBe(11)
  })

  it('is not reported when its library was closed for another one', async () => {
    const { player, fail, errors } = await playing('/b')
    fail()
    await flushPromises()
    expect(errors.value).toEqual([])
    expect(player.current).toBeNull()
  })
})

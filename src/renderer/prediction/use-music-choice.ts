import { computed, ref, shallowRef } from 'vue'
import { call, pathOfFile } from '../api/client'
import { useLibraryStore } from '../api/stores/library-store'
import { useSelectionStore } from '../api/stores/selection-store'
import { countOf } from '../ui/format'
import { useErrors } from '../ui/use-errors'
import { nameOfPath } from './prediction-rows'

const audioExtensions = ['mp3', 'flac', 'ogg', 'oga', 'opus', 'wav', 'aif', 'aiff', 'm4a', 'aac']

/** Music that waits to be predicted: files and folders, all tracks of the library, or some of them. */
export type Music = { readonly paths: readonly string[] } | { readonly wholeLibrary: true } | { readonly trackIds: readonly number[] }

const nothing: Music = { paths: [] }

/** Chooses what is predicted next: either files and folders, or tracks of the library. */
export function useMusicChoice() {
  const { guard } = useErrors()
  const library = useLibraryStore()
  const selection = useSelectionStore()
  const music = shallowRef<Music>(nothing)
  const isOver = ref(false)
  const tracks = computed(() => library.info?.tracks ?? 0)
  const isEmpty = computed(() => 'paths' in music.value && music.value.paths.length === 0)
  /** What is chosen, each with its name and its whole path, if it has one. */
  const chips = computed(() => {
    const chosen = music.value
    if ('paths' in chosen) return chosen.paths.map((path) => ({ key: path, name: nameOfPath(path) }))
    if ('trackIds' in chosen) return [{ key: 'selected', name: `${countOf(chosen.trackIds.length, 'selected track')} of the library` }]
    return [{ key: 'library', name: `The library: ${countOf(tracks.value, 'track')}` }]
  })

  function addPaths(more: readonly string[]): void {
    const present = 'paths' in music.value ? music.value.paths : []
    music.value = { paths: [...new Set([...present, ...more])] }
  }

  function remove(key: string): void {
    music.value = 'paths' in music.value ? { paths: music.value.paths.filter((path) => path !== key) } : nothing
  }

  async function chooseFolder(): Promise<void> {
    const folder = await guard(() => call('app.chooseFolder', { title: 'Choose a folder of music to predict', create: false }))
    if (folder) addPaths([folder])
  }

  async function chooseFile(): Promise<void> {
    const file = await guard(() =>
      call('app.chooseFile', { title: 'Choose a file to predict', filters: [{ name: 'Audio', extensions: audioExtensions }] }),
    )
    if (file) addPaths([file])
  }

  /** The window's own drop handler leaves alone what was handled here. */
  function over(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    isOver.value = true
  }

  function drop(event: DragEvent): void {
    event.preventDefault()
    isOver.value = false
    addPaths([...(event.dataTransfer?.files ?? [])].map(pathOfFile).filter(Boolean))
  }

  return {
    music,
    chips,
    isEmpty,
    isOver,
    tracks,
    remove,
    chooseFolder,
    chooseFile,
    over,
    drop,
    selectedTracks: computed(() => selection.count),
    chooseLibrary: () => void (music.value = { wholeLibrary: true }),
    chooseSelected: () => void (music.value = { trackIds: [...selection.selectedTrackIds] }),
    clear: () => void (music.value = nothing),
    leave: () => void (isOver.value = false),
  }
}

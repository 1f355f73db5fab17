// @vitest-environment happy-dom
import { createPinia, disposePinia, type Pinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useLibraryStore } from '@renderer/api/stores/library-store'
import { useSelectionStore } from '@renderer/api/stores/selection-store'
import { useMusicChoice } from '@renderer/prediction/use-music-choice'
import { libraryInfo } from '../../helpers/library-info'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'

let pinia: Pinia
beforeEach(() => setActivePinia((pinia = createPinia())))
afterEach(() => disposePinia(pinia))

const names = (choice: ReturnType<typeof useMusicChoice>): string[] => choice.chips.value.map(({ name }) => name)

describe('the music that is predicted next', () => {
  it('is files and folders, each once', async () => {
    giveWindowApi({ 'app.chooseFolder': answer('/music/calm'), 'app.chooseFile': answer('/music/a.mp3') })
    const choice = useMusicChoice()
    expect(choice.isEmpty.value).toBe(true)
    await choice.chooseFolder()
    await choice.chooseFolder()
    await choice.chooseFile()
    expect(choice.music.value).toEqual({ paths: ['/music/calm', '/music/a.mp3'] })
    expect(names(choice)).toEqual(['calm', 'a.mp3'])
    choice.remove('/music/calm')
    expect(names(choice)).toEqual(['a.mp3'])
  })

  it('stays as it is when nothing is chosen', async () => {
    giveWindowApi({ 'app.chooseFolder': answer(null) })
    const choice = useMusicChoice()
    await choice.chooseFolder()
    expect(choice.isEmpty.value).toBe(true)
  })

  it('is the library, or the tracks that were selected, instead of files', async () => {
    giveWindowApi({ 'library.current': answer(libraryInfo()), 'app.chooseFile': answer('/music/a.mp3') })
    await useLibraryStore().refresh()
    const choice = useMusicChoice()
    choice.chooseLibrary()
    expect(names(choice)).toEqual(['The library: 96 tracks'])
    const selection = useSelectionStore()
    selection.select([3])
    choice.chooseSelected()
    selection.select([4, 5])
    expect(choice.music.value).toEqual({ trackIds: [3] })
    expect(names(choice)).toEqual(['1 selected track of the library'])
    choice.remove('selected')
    expect(choice.isEmpty.value).toBe(true)
    choice.chooseLibrary()
    await choice.chooseFile()
    expect(choice.music.value).toEqual({ paths: ['/music/a.mp3'] })
  })
})

// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { useLibraryStore } from '@renderer/api/stores/library-store'
import { useSettingsStore } from '@renderer/api/stores/settings-store'
import GeneralSettings from '@renderer/settings/GeneralSettings.vue'
import LexiconImportDialog from '@renderer/settings/LexiconImportDialog.vue'
import LexiconSettings from '@renderer/settings/LexiconSettings.vue'
import LibrarySettings from '@renderer/settings/LibrarySettings.vue'
import { useErrors } from '@renderer/ui/use-errors'
import { useToasts } from '@renderer/ui/use-toasts'
import { jobOf } from '../../helpers/job'
import { libraryInfo } from '../../helpers/library-info'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { openDialog } from '../helpers/open-dialog'
import { get, isDisabled, press } from '../helpers/page'

describe('general settings', () => {
  const settings = { theme: 'system', scale: '-1-1', author: 'Ada', matchLoudness: false }

  async function open(answers: Parameters<typeof giveWindowApi>[0] = {}) {
    let present: Record<string, unknown> = settings
    const changed = (argument: unknown) => ({ ok: true as const, value: (present = { ...present, ...(argument as object) }) })
    const api = giveWindowApi({ 'settings.get': answer(settings), 'settings.set': changed, ...answers })
    const pinia = createPinia()
    setActivePinia(pinia)
    await useSettingsStore().refresh()
    return { ...api, view: await mountComponent(GeneralSettings, {}, { pinia }), store: useSettingsStore() }
  }

  it('change at once', async () => {
    const { view, store } = await open()
    await view.get('input[value=dark]').setValue(true)
    await view.get('input[value="1-9"]').setValue(true)
    await view.get('input[type=checkbox]').setValue(true)
    await flushPromises()
    expect(store.settings).toEqual({ theme: 'dark', scale: '1-9', author: 'Ada', matchLoudness: true })
  })

  it('send the author once the name is typed', async () => {
    const { view, calls } = await open()
    await view.get('.author input').setValue('Ad')
    await view.get('.author input').setValue('Adele')
    await vi.waitFor(() =>
      expect(calls.filter(({ name }) => name === 'settings.set').map(({ argument }) => argument)).toEqual([{ author: 'Adele' }]),
    )
  })
})

describe('the import of a lexicon', () => {
  it('takes a file with its name and scale', async () => {
    const { calls } = giveWindowApi({
      'app.chooseFile': answer('/data/anew.csv'),
      'lexicons.import': answer({ name: 'ANEW', words: 1034 }),
    })
    const { dialog, isOpen } = await openDialog(LexiconImportDialog)
    expect(isDisabled('Import')).toBe(true)
    await press('Choose a file…')
    await get('input[type=text]').setValue(' ANEW ')
    await get('select').setValue('1-9')
    await get('form').trigger('submit')
    await vi.waitFor(() => expect(isOpen()).toBe(false))
    expect(calls.at(-1)?.argument).toEqual({ path: '/data/anew.csv', name: 'ANEW', scale: '1-9' })
    expect(dialog.emitted('imported')).toHaveLength(1)
    expect(useToasts().toast.value?.text).toBe('ANEW: 1,034 words imported.')
  })

  it('leaves name and scale to the file, stays open when it fails, and begins anew', async () => {
    const { calls } = giveWindowApi({ 'app.chooseFile': answer('/data/anew.csv'), 'lexicons.import': refusal() })
    const { isOpen, turn } = await openDialog(LexiconImportDialog)
    await press('Choose a file…')
    await get('form').trigger('submit')
    await flushPromises()
    expect(calls.at(-1)?.argument).toEqual({ path: '/data/anew.csv' })
    expect(isOpen()).toBe(true)
    await turn(false)
    await turn(true)
    expect(isDisabled('Import')).toBe(true)
  })
})

describe('the lexicons', () => {
  it('say which is in use; another can be used', async () => {
    const lexicons = [
      { id: 1, name: 'Shipped', source: 's', words: 200, licence: 'CC0', active: true },
      { id: 2, name: 'ANEW', source: 'f', words: 1034, licence: 'own', active: false },
    ]
    const { calls } = giveWindowApi({ 'lexicons.list': answer(lexicons), 'lexicons.use': answer(lexicons[1]) })
    const view = await mountComponent(LexiconSettings)
    expect(view.findAll('.action').map((cell) => cell.text())).toEqual(['in use', 'Use'])
    await press('Use')
    expect(calls.find(({ name }) => name === 'lexicons.use')?.argument).toEqual({ name: 'ANEW' })
    expect(useToasts().toast.value?.text).toContain('ANEW is in use.')
  })
})

describe('the library', () => {
  async function open(files: number, answers: Parameters<typeof giveWindowApi>[0] = {}) {
    const cache = { bytes: files * 1_000_000, files }
    const api = giveWindowApi({
      'library.current': answer(libraryInfo()),
      'features.cache': answer(cache),
      'features.clear': answer({ bytes: 0, files: 0 }),
      ...answers,
    })
    const pinia = createPinia()
    setActivePinia(pinia)
    await useLibraryStore().refresh()
    return { ...api, view: await mountComponent(LibrarySettings, {}, { pinia }) }
  }

  it('asks before it clears its cache', async () => {
    const { view, calls } = await open(3)
    expect(view.text()).toContain('3.0 MB in 3 files')
    await press('Clear…')
    expect(get('.dialog-title').text()).toBe('Clear the feature cache?')
    await press('Cancel')
    expect(calls.some(({ name }) => name === 'features.clear')).toBe(false)
    await press('Clear…')
    await press('Clear cache')
    expect(view.text()).toContain('0 files')
    expect(isDisabled('Clear…')).toBe(true)
  })

  it('measures its cache again when a job has ended', async () => {
    const { view, send } = await open(0)
    giveWindowApi({ 'features.cache': answer({ bytes: 5_000_000, files: 5 }) })
    send({ type: 'job', job: jobOf({ state: 'done' }) })
    await flushPromises()
    expect(view.text()).toContain('5 files')
  })

  it('says when it cannot', async () => {
    await open(0, { 'features.cache': refusal('The folder is gone.') })
    expect(useErrors().errors.value.map(({ message }) => message)).toEqual(['The folder is gone.'])
    expect(isDisabled('Clear…')).toBe(true)
  })
})

// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { LibraryInfo } from '@shared/contract/library'
import App from '@renderer/app/App.vue'
import { logErrorsTo, useErrors } from '@renderer/ui/use-errors'
import { useToasts } from '@renderer/ui/use-toasts'
import { libraryInfo } from '../../helpers/library-info'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { all, get, pageText, press } from '../helpers/page'

vi.mock('@renderer/app/WelcomePlane.vue', () => ({ default: { template: '<div />' } }))

// Unexpected errors go into the program's log.
beforeEach(() => logErrorsTo(() => undefined))

const nothingToUndo = { undo: null, redo: null, trackId: null }

/** Waits until the window shows a view. */
const isAt = (app: VueWrapper, view: string) => expect.poll(() => app.vm.$router.currentRoute.value.name).toBe(view)

async function open(library: LibraryInfo | null, answers: Parameters<typeof giveWindowApi>[0] = {}) {
  const api = giveWindowApi({
    'settings.get': answer({ theme: 'light', scale: '-1-1', author: '', matchLoudness: false }),
    'library.current': answer(library),
    'library.recent': answer([]),
    'jobs.list': answer([]),
    'undo.state': answer(nothingToUndo),
    ...answers,
  })
  const app = await mountComponent(App)
  if (library && !answers['library.current']) await isAt(app, 'library')
  return { ...api, app }
}
const pressKey = async (key: string, held: KeyboardEventInit = {}): Promise<void> => {
  window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }))
  await flushPromises()
}

describe('the window', () => {
  it('shows nothing before it knows whether a library is open', async () => {
    const { app } = await open(null, { 'library.current': refusal('It cannot be read.') })
    expect(app.find('.window').exists()).toBe(false)
    expect(get('[role=alert]').text()).toContain('It cannot be read.')
  })

  it('welcomes where no library is open', async () => {
    const { app } = await open(null)
    expect(app.get('main').text()).toContain('Make the sample library')
    expect(app.find('nav').exists()).toBe(false)
    expect(app.get('footer').text()).toBe('No library is open')
  })

  it('names the open library, its views and its counts', async () => {
    const { app } = await open(
      libraryInfo({ tracks: 1200, labelled: 7, missingAudio: 1, warning: 'The library lies in a network folder.' }),
    )
    expect(document.title).toBe('Mine – Circumplex')
    expect(app.findAll('nav .name').map((name) => name.text())).toEqual([
      'Library',
      'Annotate',
      'Tags',
      'Train',
      'Results',
      'Predict',
      'Settings',
    ])
    expect(app.get('footer').text()).toBe('1,200 tracks7 labelled1 missing fileThe library lies in a network folder.')
  })

  it('goes to a view by its key, by the menu and by the palette', async () => {
    const { app, send } = await open(libraryInfo())
    await pressKey('3', { ctrlKey: true })
    await isAt(app, 'tags')
    send({ type: 'command', command: 'view.train' })
    await flushPromises()
    await isAt(app, 'train')
    await pressKey('k', { ctrlKey: true })
    await get('.query').setValue('results')
    await get('.query').trigger('keydown', { key: 'Enter' })
    await isAt(app, 'results')
  })

  it('opens the dialogs of the library from every view', async () => {
    const { send } = await open(libraryInfo())
    send({ type: 'command', command: 'labels.merge' })
    await flushPromises()
    expect(pageText()).toContain('Merge labels of another library')
  })

  it('begins where the tracks are when another library opens, and forgets the former one’s toast', async () => {
    const { app, send } = await open(libraryInfo())
    await pressKey('3', { ctrlKey: true })
    await isAt(app, 'tags')
    useToasts().show('Label placed.')
    send({ type: 'library', library: libraryInfo({ path: '/other.circumplex', name: 'Other' }) })
    await flushPromises()
    await isAt(app, 'library')
    expect(useToasts().toast.value).toBeNull()
    expect(document.title).toBe('Other – Circumplex')
  })

  it('searches tracks from the top bar, in the library', async () => {
    const { app } = await open(libraryInfo())
    await pressKey('3', { ctrlKey: true })
    await isAt(app, 'tags')
    await app.get('.search input').trigger('keydown', { key: 'Enter' })
    await flushPromises()
    await isAt(app, 'library')
  })

  it('says what can be undone, and undoes it by key and toast', async () => {
    const { send, calls } = await open(libraryInfo(), {
      'undo.undo': answer({ undo: null, redo: 'Label placed', trackId: 3 }),
      'undo.redo': answer({ undo: 'Label placed', redo: null, trackId: 3 }),
    })
    await pressKey('z', { ctrlKey: true })
    expect(calls.some(({ name }) => name === 'undo.undo')).toBe(false)
    send({ type: 'undo', state: { undo: 'Label placed', redo: null } })
    await flushPromises()
    expect(get('.toast').text()).toBe('Label placed.Undo')
    await pressKey('z', { ctrlKey: true })
    expect(get('.toast').text()).toBe('Undone: Label placed.Redo')
    await press('Redo')
    expect(get('.toast').text()).toBe('Done again: Label placed.Undo')
  })

  it('shows errors until they are read, and copies them', async () => {
    const { calls } = await open(libraryInfo(), { 'app.copyText': answer(null) })
    useErrors().show(new Error('Something broke.'))
    await flushPromises()
    expect(all('.error .message').map((message) => message.text())).toHaveLength(1)
    await press('Copy')
    expect(calls.at(-1)?.name).toBe('app.copyText')
    await press('Dismiss this error')
    expect(all('.error')).toEqual([])
  })
})

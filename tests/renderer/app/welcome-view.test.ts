// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { useLibraryStore } from '@renderer/api/stores/library-store'
import WelcomeView from '@renderer/app/WelcomeView.vue'
import { jobOf } from '../../helpers/job'
import { libraryInfo } from '../../helpers/library-info'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { all, pageText } from '../helpers/page'

vi.mock('@renderer/app/WelcomePlane.vue', () => ({ default: { template: '<div />' } }))

const recent = [
  { path: '/music/Mine.circumplex', name: 'Mine', openedAt: '2026-01-02T03:04:05.000Z', exists: true },
  { path: '/gone/Old.circumplex', name: 'Old', openedAt: '2026-01-01T03:04:05.000Z', exists: false },
]

async function welcome(answers: Parameters<typeof giveWindowApi>[0] = {}) {
  const api = giveWindowApi({ 'library.recent': answer(recent), 'library.open': answer(libraryInfo()), ...answers })
  const pinia = createPinia()
  setActivePinia(pinia)
  const view = await mountComponent(WelcomeView, {}, { pinia })
  return { ...api, view, library: useLibraryStore() }
}

describe('the welcome', () => {
  it('offers recent libraries, and opens the chosen one; one that is gone cannot be opened', async () => {
    const { view, library, calls } = await welcome()
    const [mine, old] = view.findAll('.recent button')
    expect(old?.attributes('disabled')).toBeDefined()
    expect(old?.text()).toContain('not found')
    await mine?.trigger('click')
    await flushPromises()
    expect(calls.at(-1)).toEqual({ name: 'library.open', argument: { path: '/music/Mine.circumplex' } })
    expect(library.info?.name).toBe('Mine')
  })

  it('creates a library where the user says, with the extension', async () => {
    const { view, calls } = await welcome({ 'app.chooseSave': answer('/music/New'), 'library.create': answer(libraryInfo()) })
    await view.findAll('.choice')[1]?.trigger('click')
    await flushPromises()
    expect(calls.at(-1)).toEqual({ name: 'library.create', argument: { path: '/music/New.circumplex' } })
  })

  it('does nothing when the user chooses nothing', async () => {
    const { view, calls } = await welcome({ 'app.chooseFolder': answer(null), 'app.chooseSave': answer(null) })
    for (const choice of view.findAll('.choice')) await choice.trigger('click')
    await flushPromises()
    expect(calls.map(({ name }) => name).filter((name) => name.startsWith('library.'))).toEqual(['library.recent'])
  })

  it('shows the making of the sample library, meanwhile begins nothing else, and opens it when it is done', async () => {
    const job = jobOf({ id: 'sample', kind: 'sample-library', title: 'Sample library' })
    const { view, send, library } = await welcome({
      'app.chooseSave': answer('/music/Sample'),
      'library.sample': answer({ jobId: 'sample' }),
      'library.current': answer(null),
    })
    await view.findAll('.choice')[0]?.trigger('click')
    await flushPromises()
    send({ type: 'job', job })
    await flushPromises()
    expect(pageText()).toContain('Sample library')
    expect(all('.choice').every((choice) => choice.attributes('disabled') !== undefined)).toBe(true)
    send({ type: 'job', job: { ...job, state: 'done' } })
    await vi.waitFor(() => expect(library.isOpen).toBe(true))
  })

  it('can begin again when the sample library could not be made', async () => {
    const { view } = await welcome({ 'app.chooseSave': answer('/music/Sample'), 'library.sample': refusal('The disk is full.') })
    await view.findAll('.choice')[0]?.trigger('click')
    await flushPromises()
    expect(all('.choice').some((choice) => choice.attributes('disabled') !== undefined)).toBe(false)
  })
})

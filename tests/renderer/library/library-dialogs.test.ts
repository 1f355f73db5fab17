// @vitest-environment happy-dom
import type { Job } from '@shared/contract/jobs'
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { useFilterStore } from '@renderer/api/stores/filter-store'
import { useLibraryStore } from '@renderer/api/stores/library-store'
import { useSelectionStore } from '@renderer/api/stores/selection-store'
import ExportLabelsDialog from '@renderer/library/ExportLabelsDialog.vue'
import FindMissingDialog from '@renderer/library/FindMissingDialog.vue'
import LibraryDialogs from '@renderer/library/LibraryDialogs.vue'
import MergeLabelsDialog from '@renderer/library/MergeLabelsDialog.vue'
import { type LibraryDialog, useDialogs } from '@renderer/library/use-dialogs'
import { useToasts } from '@renderer/ui/use-toasts'
import { jobOf } from '../../helpers/job'
import { libraryInfo } from '../../helpers/library-info'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { openDialog } from '../helpers/open-dialog'
import { all, button, pageText, press } from '../helpers/page'

beforeEach(() => useDialogs().hide())

describe('the merge of labels', () => {
  it('says what came of it, with the labels that were not taken', async () => {
    const merged = {
      merged: 12,
      unchanged: 1,
      kept: [{ row: 'Rain', reason: 'newer here' }],
      unmatched: [{ row: 'Wind', reason: 'no such track' }],
    }
    const { calls } = giveWindowApi({ 'app.chooseFolder': answer('/other.circumplex'), 'labels.merge': answer(merged) })
    await openDialog(MergeLabelsDialog)
    await press('Choose a library…')
    expect(calls.at(-1)).toEqual({ name: 'labels.merge', argument: { path: '/other.circumplex' } })
    expect(pageText()).toContain('12 labels added, 1 label here already, 1 label not taken over.')
    expect(pageText()).toContain('2 rows left out')
    expect(button('Done')).toBeDefined()
  })

  it('can be tried again with another library when it fails', async () => {
    giveWindowApi({ 'app.chooseFolder': answer('/music'), 'labels.merge': refusal('This is no library.') })
    await openDialog(MergeLabelsDialog)
    await press('Choose a library…')
    expect(button('Choose a library…').attributes('disabled')).toBeUndefined()
    expect(button('Cancel')).toBeDefined()
  })
})

describe('the search for missing files', () => {
  it('counts what is missing before, and what was found after', async () => {
    const pinia = createPinia()
    setActivePinia(pinia)
    giveWindowApi({
      'library.current': answer(libraryInfo({ missingAudio: 3 })),
      'app.chooseFolder': answer('/moved'),
      'tracks.findMissing': answer({ found: 2, stillMissing: 1 }),
    })
    await useLibraryStore().refresh()
    await openDialog(FindMissingDialog, {}, { pinia })
    expect(pageText()).toContain('3 files missing.')
    await press('Choose a folder…')
    expect(pageText()).toContain('2 files found again, 1 file still missing.')
  })
})

describe('the export of labels', () => {
  async function open(answers: Parameters<typeof giveWindowApi>[0] = {}, selected: readonly number[] = []) {
    const api = giveWindowApi({
      'app.chooseSave': answer('/out/labels.csv'),
      'labels.export': answer({ labels: 5, path: '/out/labels.csv' }),
      ...answers,
    })
    const pinia = createPinia()
    setActivePinia(pinia)
    useSelectionStore().select(selected)
    useFilterStore().change({ quadrants: [2] })
    return { ...api, ...(await openDialog(ExportLabelsDialog, {}, { pinia })) }
  }

  it('takes all labels on the window’s scale', async () => {
    const { calls, isOpen } = await open()
    await press('Export…')
    expect(calls.at(-1)?.argument).toEqual({ path: '/out/labels.csv', format: 'csv', scale: '-1-1' })
    expect(isOpen()).toBe(false)
    expect(useToasts().toast.value?.text).toBe('5 labels written to /out/labels.csv.')
  })

  it('takes the selected tracks first, and the filter where that is chosen', async () => {
    const { calls } = await open({}, [4, 9])
    expect(pageText()).toContain('the 2 selected')
    await press('Export…')
    expect(calls.at(-1)?.argument).toMatchObject({ filter: { trackIds: [4, 9] } })
  })

  it('takes the filter, another format and another scale where they are chosen', async () => {
    const { calls } = await open()
    await all('[value=filter]')[0]?.setValue(true)
    await all('[value=json]')[0]?.setValue(true)
    await all('[value="1-9"]')[0]?.setValue(true)
    await press('Export…')
    expect(calls.at(-2)?.argument).toMatchObject({ defaultName: 'labels.json' })
    expect(calls.at(-1)?.argument).toMatchObject({ format: 'json', scale: '1-9', filter: { quadrants: [2] } })
  })

  it('of all versions is an archive, written by a job that shows how far it is and can be cancelled', async () => {
    const jobIds = ['job', 'second']
    const start = () => answer({ jobId: jobIds.shift() })()
    const { calls, send, isOpen } = await open({ 'labels.archive.export': start, 'jobs.cancel': answer(null) })
    const report = async (part: Partial<Job>): Promise<void> => {
      send({ type: 'job', job: jobOf({ kind: 'export-labels', title: 'Export', ...part }) })
      await flushPromises()
    }
    await all('[value=all]')[0]?.setValue(true)
    await all('[value=parquet]')[0]?.setValue(true)
    expect(pageText()).toContain('everything that was ever labelled')
    expect(all('[value="1-9"]')).toEqual([])
    await press('Export…')
    expect(calls.at(-2)?.argument).toMatchObject({ defaultName: 'label-archive.parquet' })
    const started = { name: 'labels.archive.export', argument: { path: '/out/labels.csv', content: 'all', format: 'parquet' } }
    expect(calls.at(-1)).toEqual(started)
    await report({ done: 400, total: 1000, secondsLeft: 12 })
    expect(pageText()).toContain('400 of 1,000')
    await press('Cancel')
    expect(calls.at(-1)).toEqual({ name: 'jobs.cancel', argument: { jobId: 'job' } })
    await report({ state: 'cancelled' })
    expect([isOpen(), pageText().includes('400 of')]).toEqual([true, false])
    await press('Export…')
    await report({ id: 'second', state: 'done', value: { path: '/out/labels.csv', labels: 480_000 } })
    expect(isOpen()).toBe(false)
    expect(useToasts().toast.value?.text).toBe('480,000 labels written to /out/labels.csv.')
  })

  it('stays open when nothing is written', async () => {
    const { isOpen, calls } = await open({ 'app.chooseSave': answer(null) })
    await press('Export…')
    expect(calls.some(({ name }) => name === 'labels.export')).toBe(false)
    giveWindowApi({ 'app.chooseSave': answer('/out'), 'labels.export': refusal() })
    await press('Export…')
    expect(isOpen()).toBe(true)
  })
})

describe('the dialogs that any view opens', () => {
  const titles: [LibraryDialog, string][] = [
    ['import-tags', 'Import tags'],
    ['import-lyrics', 'Import lyrics'],
    ['import-comments', 'Import comments'],
    ['import-labels', 'Import labels'],
    ['merge-labels', 'Merge labels of another library'],
    ['find-missing', 'Find missing files'],
    ['check', 'Check library'],
  ]
  it.each(titles)('%s', async (dialog, title) => {
    giveWindowApi({ 'library.check': answer({ ok: true, problems: [] }) })
    useDialogs().show(dialog)
    await mountComponent(LibraryDialogs)
    expect(all('.dialog-title').map((heading) => heading.text())).toEqual([title])
    await press(dialog === 'check' ? 'Close' : 'Cancel')
    expect(useDialogs().open.value).toBeNull()
  })
})

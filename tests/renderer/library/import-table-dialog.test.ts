// @vitest-environment happy-dom
import type { Job } from '@shared/contract/jobs'
import type { ImportPreview } from '@shared/contract/library'
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import ImportTableDialog from '@renderer/library/ImportTableDialog.vue'
import { jobOf } from '../../helpers/job'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { openDialog } from '../helpers/open-dialog'
import { all, get, isDisabled, pageText, press } from '../helpers/page'

const preview = (part: Partial<ImportPreview> = {}): ImportPreview => ({
  path: '/data/tags.csv',
  format: 'csv-long',
  encoding: 'utf-8',
  columns: ['song', 'tag', 'n'],
  mapping: { track: 'song', tag: 'tag' },
  sampleRows: [['Rain', 'calm', '3']],
  rows: 1200,
  matched: 90,
  created: 1,
  unmatched: [],
  problems: [],
  ...part,
})

async function open(kind: string, answers: Parameters<typeof giveWindowApi>[0] = {}) {
  const api = giveWindowApi({
    'app.chooseFile': answer('/data/tags.csv'),
    'import.tags.preview': answer(preview()),
    'labels.archive.preview': answer(null),
    'import.tags': answer({ imported: 91, unmatched: [{ row: 'Wind', reason: 'no such track' }] }),
    ...answers,
  })
  const asked = (name: string): unknown[] => api.calls.filter((call) => call.name === name).map(({ argument }) => argument)
  return { asked, send: api.send, ...(await openDialog(ImportTableDialog, { kind })) }
}

describe('the import of a table', () => {
  it('shows how the file is read, imports it, and says what was left out', async () => {
    const { asked, isOpen } = await open('tags')
    expect(isDisabled('Import')).toBe(true)
    await press('Choose a file…')
    expect(pageText()).toContain('csv long · utf-8 · 1,200 rows · 90 matched, 1 new track')
    await press('Import')
    expect(asked('import.tags')).toEqual([{ path: '/data/tags.csv', createTracks: true, mapping: { track: 'song', tag: 'tag' } }])
    expect(pageText()).toContain('91 tracks imported from tags.csv.')
    expect(pageText()).toContain('1 row left out')
    await press('Done')
    expect(isOpen()).toBe(false)
  })

  it('does nothing when no file is chosen', async () => {
    const { asked } = await open('tags', { 'app.chooseFile': answer(null) })
    await press('Choose a file…')
    expect(asked('import.tags.preview')).toEqual([])
    expect(isDisabled('Import')).toBe(true)
  })

  it('reads again when encoding, columns or new tracks are chosen otherwise', async () => {
    const { asked } = await open('tags')
    await press('Choose a file…')
    await get('.encoding select').setValue('windows-1252')
    await get('select[aria-label="Meaning of column n"]').setValue('count')
    await get('input[type=checkbox]').setValue(false)
    expect(asked('import.tags.preview').slice(1)).toEqual([
      { path: '/data/tags.csv', createTracks: true, mapping: { track: 'song', tag: 'tag' }, encoding: 'windows-1252' },
      { path: '/data/tags.csv', createTracks: true, mapping: { track: 'song', tag: 'tag', count: 'n' }, encoding: 'windows-1252' },
      { path: '/data/tags.csv', createTracks: false, mapping: { track: 'song', tag: 'tag' }, encoding: 'windows-1252' },
    ])
  })

  it('imports nothing while the file has problems, or nothing in it fits', async () => {
    const problems = Array.from({ length: 10 }, (_, index) => `Line ${index + 1} has no tag.`)
    await open('tags', { 'import.tags.preview': answer(preview({ problems })) })
    await press('Choose a file…')
    expect(all('.problems li').map((item) => item.text())).toEqual([...problems.slice(0, 8), 'and 2 more problems'])
    expect(isDisabled('Import')).toBe(true)
    await open('tags', { 'import.tags.preview': answer(preview({ matched: 0, created: 0 })) })
    await press('Choose a file…')
    expect(isDisabled('Import')).toBe(true)
  })

  it('says why a file cannot be read, and forgets it with another', async () => {
    await open('tags', { 'import.tags.preview': refusal('It is not a table.') })
    await press('Choose a file…')
    expect(get('[role=alert].problem').text()).toBe('It is not a table. Try another.')
    expect(isDisabled('Import')).toBe(true)
    giveWindowApi({ 'app.chooseFile': answer('/data/other.csv'), 'import.tags.preview': answer(preview()) })
    await press('Another file…')
    expect(all('[role=alert].problem')).toEqual([])
    expect(isDisabled('Import')).toBe(false)
  })

  it('can be tried again when it fails', async () => {
    await open('tags', { 'import.tags': refusal() })
    await press('Choose a file…')
    await press('Import')
    expect(isDisabled('Import')).toBe(false)
    expect(pageText()).toContain('90 matched')
  })

  it('of labels asks for their scale before it reads them', async () => {
    const { asked } = await open('labels', { 'import.labels.preview': answer(preview({ mapping: {} })) })
    await press('Choose a file…')
    expect(asked('import.labels.preview')).toEqual([])
    expect(pageText()).toContain('On which scale are the numbers in this file?')
    await all('[type=radio]')[1]?.setValue(true)
    expect(asked('import.labels.preview')).toMatchObject([{ path: '/data/tags.csv', scale: '0-1' }])
  })

  /** A chosen label archive, read by a job. */
  async function openArchive() {
    const opened = await open('labels', {
      'app.chooseFile': answer('/data/labels.parquet'),
      'labels.archive.preview': answer({ jobId: 'job' }),
      'labels.archive.import': answer({ jobId: 'other' }),
      'jobs.cancel': answer(null),
    })
    const report = async (part: Partial<Job>): Promise<void> => {
      opened.send({ type: 'job', job: jobOf({ kind: 'import-labels', title: 'Look at labels.parquet', ...part }) })
      await flushPromises()
    }
    await press('Choose a file…')
    await report({ done: 250, total: 1000, secondsLeft: 20 })
    return { ...opened, report }
  }
  const restored = { content: 'all', versions: 2, excerpts: 1, tracks: 0, lexicons: 0, checkedSets: 0, unchanged: 3 }

  it('of a label archive says how far it is, what it brings, and asks for no scale', async () => {
    const value = { imported: 40, unmatched: [{ row: 'line 7', reason: 'no track matches it' }], archive: restored }
    const { asked, report } = await openArchive()
    expect(pageText()).toContain('250 of 1,000')
    await report({ state: 'done', value })
    expect(pageText()).toContain(
      'Label archive of all label versions · 40 labels, 2 label versions, 1 excerpt to add, 3 labels already here',
    )
    expect(pageText()).toContain('1 row left out')
    expect(all('.encoding, [type=radio]')).toEqual([])
    await press('Import')
    expect(asked('labels.archive.import')).toEqual([{ path: '/data/labels.parquet', createTracks: false }])
    await report({ id: 'other', title: 'Import', done: 900, total: 1000 })
    expect(pageText()).toContain('900 of 1,000')
    await report({ id: 'other', state: 'done', value })
    expect(pageText()).toContain('40 labels imported from labels.parquet.')
  })

  it('of a label archive can be cancelled, and another file chosen', async () => {
    const { asked, report } = await openArchive()
    await press('Cancel')
    expect(asked('jobs.cancel')).toEqual([{ jobId: 'job' }])
    await report({ state: 'cancelled' })
    expect(pageText()).not.toContain('labels.parquet')
    expect([isDisabled('Import'), pageText().includes('Choose a file…')]).toEqual([true, true])
  })

  it('cannot be made of an archive that brings nothing', async () => {
    const { report } = await openArchive()
    const archive = { ...restored, content: 'current', versions: 0, excerpts: 0 }
    await report({ state: 'done', value: { imported: 0, unmatched: [], archive } })
    expect(pageText()).toContain('Label archive of current labels · nothing to add, 3 labels already here')
    expect(isDisabled('Import')).toBe(true)
  })

  it('says how many labels of one dimension wait for the other', async () => {
    await open('labels', {
      'import.labels.preview': answer(preview({ mapping: {} })),
      'import.labels': answer({ imported: 5, waiting: 4, unmatched: [] }),
    })
    await press('Choose a file…')
    await all('[type=radio]')[0]?.setValue(true)
    await flushPromises()
    await press('Import')
    expect(pageText()).toContain('4 labels of one dimension waiting for the other, and not counted yet.')
  })

  it('of lyrics takes a folder too, and makes no tracks unless asked to', async () => {
    const { asked } = await open('lyrics', {
      'app.chooseFolder': answer('/data/lyrics'),
      'import.text.preview': answer(preview({ format: 'text-folder' })),
    })
    await press('Choose a folder…')
    expect(asked('import.text.preview')).toEqual([{ path: '/data/lyrics', createTracks: false, kind: 'lyrics' }])
    expect(all('select[aria-label^="Meaning"]')).toEqual([])
  })
})

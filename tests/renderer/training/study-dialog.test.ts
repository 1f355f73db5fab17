// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { type StudyRow, studySettingsSchema } from '@shared/contract/study'
import { publishedResults } from '@shared/domain/published-results'
import { useJobsStore } from '@renderer/api/stores/jobs-store'
import { useLibraryStore } from '@renderer/api/stores/library-store'
import StudyDialog from '@renderer/training/StudyDialog.vue'
import StudyTable from '@renderer/training/StudyTable.vue'
import { jobOf } from '../../helpers/job'
import { libraryInfo } from '../../helpers/library-info'
import { metricsOf } from '../../helpers/run'
import { testRunId } from '../../helpers/run-id'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { openDialog } from '../helpers/open-dialog'
import { all, button, get, isDisabled, pageText, press } from '../helpers/page'

const [published] = publishedResults.map((result) => ({ ...result, quadrantAccuracy: [...result.quadrantAccuracy] }))
const rowOf = (part: Partial<StudyRow>): StudyRow => ({
  form: 'sound',
  modality: 'audio',
  datasetId: null,
  runId: null,
  state: 'waiting',
  reason: null,
  epochsDone: 0,
  metrics: null,
  onPublishedScale: null,
  leak: null,
  published: published ?? expect.fail('the published table is empty'),
  ...part,
})

async function open(rows: readonly StudyRow[], answers: Parameters<typeof giveWindowApi>[0] = {}, labelled = 96) {
  const api = giveWindowApi({
    'library.current': answer(libraryInfo({ labelled })),
    'jobs.list': answer([]),
    'study.begun': answer(null),
    'study.results': answer(rows),
    'study.start': answer({ jobId: 'job' }),
    ...answers,
  })
  const pinia = createPinia()
  setActivePinia(pinia)
  await useLibraryStore().refresh()
  await useJobsStore().refresh()
  const opened = await openDialog(StudyDialog, {}, { pinia })
  await flushPromises()
  return { ...opened, started: () => api.calls.filter(({ name }) => name === 'study.start').map(({ argument }) => argument) }
}

describe('the study in one action', () => {
  it('offers short runs to a small library, and the study’s own numbers to a large one', async () => {
    const { started } = await open([rowOf({})])
    await press('Start')
    expect(started()).toMatchObject([{ name: 'Study, scaled down', epochs: 60, perQuadrant: 24 }])
    await press('As in the study')
    await press('Start')
    expect(started()[1]).toMatchObject({ name: 'Study', epochs: 2000, perQuadrant: 3000, vectorSize: 300 })
    document.body.replaceChildren()
    const large = await open([rowOf({})], {}, 5000)
    await press('Start')
    expect(large.started()).toMatchObject([{ name: 'Study', epochs: 2000 }])
  })

  it('goes on with the one that was begun last, whose datasets are frozen', async () => {
    const begun = studySettingsSchema.parse({ name: 'Mine', epochs: 7 })
    const { started } = await open([rowOf({ datasetId: 3, state: 'stopped' })], { 'study.begun': answer(begun) })
    expect(get('[data-testid=study-per-quadrant] input').attributes('disabled')).toBeDefined()
    await press('Go on')
    expect(started()).toMatchObject([{ name: 'Mine', epochs: 7 }])
  })

  it('cannot start without a form or a name, nor when all is done', async () => {
    await open([rowOf({})])
    for (const box of all('input[type=checkbox]')) await box.setValue(false)
    expect(button('Start').attributes()).toMatchObject({ disabled: '', title: 'Choose sound, as published or both' })
    await all('input[type=checkbox]')[0]?.setValue(true)
    await get('[data-testid=study-name] input').setValue(' ')
    expect(button('Start').attributes('title')).toBe('Give the study a name')
    document.body.replaceChildren()
    await open([rowOf({ state: 'done', datasetId: 1 }), rowOf({ state: 'not-possible' })])
    expect(button('Go on').attributes('title')).toBe('Every run that is possible is done')
  })

  it('shows its job, and changes nothing meanwhile', async () => {
    await open([rowOf({})], { 'jobs.list': answer([jobOf({ kind: 'study', title: 'Study, scaled down' })]) })
    expect(pageText()).toContain('Study, scaled down')
    expect(isDisabled('Start')).toBe(true)
    expect(get('[data-testid=study-name] input').attributes('disabled')).toBeDefined()
  })

  it('compares the runs that are done', async () => {
    const done = [1, 2].map((number) => rowOf({ state: 'done', runId: testRunId(number), metrics: metricsOf(0.1), datasetId: 1 }))
    const { isOpen, dialog } = await open([...done, rowOf({})])
    expect(pageText()).toContain('2 of 3 runs done')
    await press('Compare in Results')
    expect(isOpen()).toBe(false)
    await expect
      .poll(() => dialog.vm.$router.currentRoute.value.query)
      .toEqual({ run: testRunId(1), compare: `${testRunId(1)},${testRunId(2)}` })
  })
})

describe('the table of the study', () => {
  it('shows each form’s runs with state, leak and figures beside the published ones', async () => {
    giveWindowApi()
    const onPublishedScale = { valence: { mae: 0.25, mse: 0.09, r2: 0.1 }, arousal: { mae: 0.15, mse: 0.03, r2: 0.3 } }
    const table = await mountComponent(StudyTable, {
      epochs: 60,
      rows: [
        rowOf({ state: 'done', onPublishedScale }),
        rowOf({ modality: 'lyrics', state: 'running', epochsDone: 12 }),
        rowOf({ form: 'as-published', state: 'failed', reason: 'The disk is full.', epochsDone: 3 }),
        rowOf({ form: 'as-published', modality: 'comments', state: 'not-possible', reason: 'No comments.' }),
      ],
    })
    expect(table.findAll('.group th').map((heading) => heading.text().split(' ')[0])).toEqual(['Sound', 'As'])
    expect(table.findAll('.state').map((state) => state.text())).toEqual([
      'done',
      'training, 12 of 60 epochs',
      'failed, 3 of 60 epochs: The disk is full.',
      'not possible: No comments.',
    ])
    expect(
      table
        .findAll('[data-testid=study-row]')[0]
        ?.findAll('td')
        .slice(2)
        .map((cell) => cell.text()),
    ).toEqual(['0.250 0.248', '0.090 0.085', '0.100 0.158', '0.150 0.140', '0.030 0.029', '0.300 0.350'])
  })
})

// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { numbered } from '@renderer/prediction/prediction-rows'
import ExportPredictionsDialog from '@renderer/prediction/ExportPredictionsDialog.vue'
import FocusedFile from '@renderer/prediction/FocusedFile.vue'
import ModelChoice from '@renderer/prediction/ModelChoice.vue'
import PredictionProgress from '@renderer/prediction/PredictionProgress.vue'
import SetMenu from '@renderer/prediction/SetMenu.vue'
import { useToasts } from '@renderer/ui/use-toasts'
import { jobOf } from '../../helpers/job'
import { modelOf, predictionRow, predictionSet } from '../../helpers/prediction-set'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { openDialog } from '../helpers/open-dialog'
import { all, pageText, press } from '../helpers/page'

const rows = numbered([predictionRow('Rain'), predictionRow('Wind'), predictionRow('Snow')])

describe('the progress of a prediction', () => {
  it('says how many files are done, or that it looks for them', async () => {
    giveWindowApi()
    const progress = await mountComponent(PredictionProgress, { job: jobOf({ done: 1000, total: 4000, message: '310 × real time' }) })
    expect(progress.get('.facts').text()).toBe('1,000 of 4,000 files · 310 × real time')
    await press('Cancel')
    expect(progress.emitted('cancel')).toHaveLength(1)
    const begun = await mountComponent(PredictionProgress, { job: jobOf({ total: 0 }) })
    expect(begun.get('.facts').text()).toBe('Looking for files…')
  })
})

describe('the models', () => {
  it('show their facts, those of the chosen one its card; one whose file is gone says so', async () => {
    giveWindowApi()
    const models = [modelOf(), modelOf({ id: 2, name: 'Old', missing: true })]
    const choice = await mountComponent(ModelChoice, { chosenId: 1, models })
    expect(choice.findAll('.facts').map((facts) => facts.text())).toEqual(['audio · 01234567', 'file is gone: export it again or add it'])
    expect(choice.get('.model-card').text()).toContain('A model.')
    await choice.findAll('[data-testid=model]')[1]?.trigger('click')
    expect(choice.emitted('update:chosenId')).toEqual([[2]])
    await press('Add a model file')
    expect(choice.emitted('add')).toHaveLength(1)
  })
})

describe('earlier predictions', () => {
  it('are listed with what came of them', async () => {
    giveWindowApi()
    const sets = [predictionSet(), predictionSet({ id: 2, folders: ['/a/calm', '/b'], state: 'cancelled', realtime: 0 })]
    const menu = await mountComponent(SetMenu, { sets, shownId: 1 })
    await press('2 predictions')
    expect(all('.v-list-item-title').map((title) => title.text())).toEqual(['music · Audio 1', 'calm, b · Audio 1'])
    expect(all('.v-list-item-subtitle')[1]?.text()).toBe('2 predicted in 0:12, cancelled')
    await all('.v-list-item')[1]?.trigger('click')
    expect(menu.emitted('show')).toEqual([[2]])
  })
})

describe('the file in focus', () => {
  const fileOf = (part: Parameters<typeof predictionRow>[1], hears = true) =>
    mountComponent(FocusedFile, { row: { ...predictionRow('Rain', part), id: 1 }, scale: '-1-1', hears, explains: false })

  it('says where it was heard, and its spread', async () => {
    giveWindowApi()
    const file = await fileOf({ spread: 0.1, startSeconds: 30 })
    expect(file.text()).toMatch(/0\.50.* ± 0\.10/u)
    expect(file.text()).toContain('1:00 long, heard from 0:30')
    expect(file.text()).not.toContain('Label it')
  })

  it('of a text model was read, not heard; a track of the library can be labelled', async () => {
    giveWindowApi()
    const file = await fileOf({ durationSeconds: 0, trackId: 9 }, false)
    expect(file.text()).toContain('no audio, read, not heard · a track of this library')
    expect(file.text()).not.toContain('Play')
    await press('Label it')
    expect(file.emitted('annotate')).toEqual([[9]])
  })
})

describe('the export of predictions', () => {
  async function open(
    choices: { all?: typeof rows; shown?: typeof rows; selected?: typeof rows },
    answers: Parameters<typeof giveWindowApi>[0] = {},
  ) {
    const api = giveWindowApi({
      'app.chooseSave': answer('/out/p.csv'),
      'predictions.export': answer({ path: '/out/p.csv', rows: 3 }),
      ...answers,
    })
    const options = { all: rows, shown: rows, selected: [], ...choices }
    return { ...api, ...(await openDialog(ExportPredictionsDialog, { predictionId: 4, choices: () => options })) }
  }

  it('writes what the table shows when a filter leaves something out', async () => {
    const { calls, isOpen } = await open({ shown: rows.slice(1) })
    await press('Export…')
    expect(calls.at(-1)?.argument).toEqual({
      predictionId: 4,
      path: '/out/p.csv',
      format: 'csv',
      scale: '-1-1',
      paths: ['/music/Wind.flac', '/music/Snow.flac'],
    })
    expect(isOpen()).toBe(false)
    expect(useToasts().toast.value?.text).toBe('3 predictions written to /out/p.csv.')
  })

  it('writes a playlist, which has no scale', async () => {
    const { calls } = await open({})
    await all('[value=m3u8]')[0]?.setValue(true)
    expect(all('legend').map((legend) => legend.text())).toEqual(['Predictions', 'Format'])
    expect(pageText()).toContain('Tracks without audio are left out.')
    await press('Export…')
    expect(calls[0]?.argument).toMatchObject({ defaultName: 'predictions.m3u8' })
  })

  it('writes a row for each excerpt where excerpts were predicted', async () => {
    const overTime = rows.map((row) => ({ ...row, excerpts: 9 }))
    const { calls } = await open({ shown: overTime, all: overTime })
    expect(all('legend').map((legend) => legend.text())).toContain('A row for')
    await all('[value=excerpts]')[0]?.setValue(true)
    await press('Export…')
    expect(calls.at(-1)?.argument).toMatchObject({ rows: 'excerpts', format: 'csv' })
  })

  it('stays open when nothing was written', async () => {
    const { isOpen } = await open({}, { 'predictions.export': refusal() })
    await press('Export…')
    expect(isOpen()).toBe(true)
    expect(useToasts().toast.value).toBeNull()
  })
})

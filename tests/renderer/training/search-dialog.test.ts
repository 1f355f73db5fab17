// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Search, SearchTrial } from '@shared/contract/search'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { rowsOfSpace, spaceOfRows } from '@renderer/training/search-words'
import SearchDialog from '@renderer/training/SearchDialog.vue'
import { testRunId } from '../../helpers/run-id'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { enter } from '../helpers/enter'
import { openDialog } from '../helpers/open-dialog'
import { all, get, isDisabled, pageText, press } from '../helpers/page'

const settings = trainingSettingsSchema.parse({})
const dataset = { id: 4, name: 'Songs', settings: {}, modalities: ['audio'] }

const trialOf = (number: number, dropout: number, loss: number, part: Partial<SearchTrial> = {}): SearchTrial => ({
  number,
  bracket: 0,
  values: { dropout },
  settings,
  state: 'reached',
  epochs: 60,
  epochsDone: 60,
  seconds: 30,
  device: 'CPU',
  best: { epoch: 50, trainLoss: 0.1, validationLoss: loss, r2Valence: 0.5, r2Arousal: 0.75 },
  curve: [],
  failure: null,
  run: null,
  ...part,
})

const searchOf = (trials: SearchTrial[]): Search => ({
  id: testRunId(),
  settings: {
    name: 'Mine',
    datasetId: 4,
    method: 'random',
    minutes: 5,
    trials: null,
    reduction: 3,
    fewestEpochs: 5,
    seed: 1,
    base: settings,
    space: { dropout: { kind: 'uniform', low: 0, high: 0.6 } },
  },
  datasetName: 'Songs',
  createdAt: '2026',
  state: 'interrupted',
  jobId: null,
  outcome: 'The search was stopped.',
  judgedBy: 'the 12 validation tracks',
  secondsSpent: 90,
  combinations: null,
  best: 2,
  trials,
})

const two = [trialOf(1, 0.5, 0.2), trialOf(2, 0.1, 0.1)]

async function open(searches: readonly Search[]) {
  const started = { jobId: 'job', searchId: testRunId() }
  const api = giveWindowApi({
    'search.list': answer(searches),
    'search.start': answer(started),
    'search.train': answer({ jobId: 'job', runId: testRunId(1) }),
    'jobs.list': answer([]),
  })
  const { dialog } = await openDialog(SearchDialog, { dataset, settings })
  const show = async (): Promise<void> => {
    enter(dialog, 'search-shown', testRunId())
    await flushPromises()
  }
  const argumentOf = (channel: string) => api.calls.find(({ name }) => name === channel)?.argument
  return { dialog, show, argumentOf }
}

const rowNumbers = () => all('[data-testid=trial-row] th').map((cell) => cell.text())

describe('the dialog of searches', () => {
  it('starts a search with the settings of Train and the space of its network, and wants a budget', async () => {
    const { dialog, argumentOf } = await open([])
    expect(pageText()).toContain('The audio network on “Songs” with the settings of Train, 60 epochs, judged by validation.')
    expect(all('[data-testid=space-row]')).toHaveLength(6)
    enter(dialog, 'search-minutes', null)
    await flushPromises()
    expect(isDisabled('Start')).toBe(true)
    expect(pageText()).toContain('Give a budget in minutes')
    enter(dialog, 'search-minutes', 3)
    await flushPromises()
    await press('Start')
    expect(argumentOf('search.start')).toMatchObject({
      datasetId: 4,
      method: 'halving',
      minutes: 3,
      base: settings,
      space: { learningRate: { kind: 'log-uniform', low: 0.001, high: 0.1 } },
    })
  })

  it('says what a space has wrong before it starts', async () => {
    await open([])
    for (let left = 6; left > 0; left -= 1) await get('[data-testid=space-row] button').trigger('click')
    await flushPromises()
    expect(pageText()).toContain('The search space is empty')
    expect(isDisabled('Start')).toBe(true)
  })

  it('shows trials as lines and as a table, of which keys keep a part', async () => {
    const { show } = await open([searchOf(two)])
    await show()
    expect(pageText()).toContain('Judged by the 12 validation tracks; the test set takes no part.')
    expect(rowNumbers()).toEqual(['2', '1'])
    expect(all('path.line')).toHaveLength(2)
    const [dropout, loss] = all('[role=slider]')
    expect(dropout?.attributes('aria-label')).toBe('Dropout: what is kept')
    for (let presses = 0; presses < 2; presses += 1) await dropout?.trigger('keydown', { key: 'PageDown' })
    await flushPromises()
    expect(dropout?.attributes('aria-valuetext')).toBe('0 to 0.3')
    expect(rowNumbers()).toEqual(['2'])
    expect(all('path.line.left')).toHaveLength(1)
    expect(pageText()).toContain('1 of 2 trials are kept.')
    await dropout?.trigger('keydown', { key: 'ArrowRight' })
    expect(document.activeElement).toBe(loss?.element)
    await press('Show all')
    expect(rowNumbers()).toEqual(['2', '1'])
  })

  it('goes on with a search that was broken off, with more minutes', async () => {
    const { dialog, show, argumentOf } = await open([searchOf(two)])
    await show()
    enter(dialog, 'search-minutes', 20)
    await flushPromises()
    await press('Go on')
    expect(argumentOf('search.start')).toMatchObject({ name: 'Mine', minutes: 20, method: 'random' })
  })

  it('trains the best trial as a run', async () => {
    const { show, argumentOf } = await open([searchOf(two)])
    await show()
    expect(pageText()).toContain('Its test figures show by how much')
    await press('Train trial 2 as a run')
    expect(argumentOf('search.train')).toEqual({ searchId: testRunId(), trial: 2 })
  })

  it('shows by how much choosing flattered it once its run is done, and why a trial failed', async () => {
    const run = { id: testRunId(1), state: 'done', test: { loss: 0.15, r2Valence: 0.4, r2Arousal: 0.8 } } as const
    const failed = trialOf(3, 0.3, 0.3, { state: 'failed', failure: 'The loss is no longer a number.', best: null })
    const { show } = await open([searchOf([trialOf(1, 0.5, 0.2), trialOf(2, 0.1, 0.1, { run }), failed])])
    await show()
    const cells = all('[data-testid=search-gap] tbody tr').map((row) => row.findAll('td').map((cell) => cell.text()))
    expect(cells).toEqual([
      ['0.1000', '0.1500', '+0.0500'],
      ['0.500', '0.400', '−0.100'],
      ['0.750', '0.800', '+0.050'],
    ])
    expect(isDisabled('Train trial 2 as a run')).toBe(true)
    expect(pageText()).toContain('failed: The loss is no longer a number.')
  })
})

describe('the rows of a space', () => {
  it('are read as they were written', () => {
    const space = {
      filters: { kind: 'choice', values: [8, 16] },
      'fusion.share': { kind: 'choice', values: [null, 0.25] },
      dropout: { kind: 'uniform', low: 0, high: 0.5 },
    } as const
    expect(spaceOfRows(rowsOfSpace(space))).toEqual(space)
  })

  it('say which one cannot be read', () => {
    expect(spaceOfRows([{ name: 'dropout', kind: 'uniform', text: '0.1' }])).toContain('dropout is a range')
    expect(spaceOfRows([{ name: 'normalisation', kind: 'choice', text: 'global' }])).toContain('texts in quotes')
    expect(
      spaceOfRows([
        { name: 'seed', kind: 'choice', text: '1' },
        { name: 'seed', kind: 'choice', text: '2' },
      ]),
    ).toContain('twice')
  })
})

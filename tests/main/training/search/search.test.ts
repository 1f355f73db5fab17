import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Search, searchRequestSchema, searchSchema, type SearchRequest } from '@shared/contract/search'
import { datasetSettingsSchema } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { trainingPayloadSchema } from '@shared/contract/workers/training'
import type { SearchSpace } from '@shared/domain/search/space'
import { listRuns } from '@main/store/runs'
import { createSearchHandlers } from '@main/training/search/search-handlers'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import type { RunWorker } from '@main/jobs/run-worker'
import { createTestContext } from '../../../helpers/service-context'
import { addShortSongs, shortRule } from '../../../helpers/short-songs'
import { type OnTrainingItem, trainingWorkers } from '../../../helpers/training-workers'

const base = trainingSettingsSchema.parse({ epochs: 2, filters: 2, hiddenUnits: 4, batchSize: 8, engine: 'onnx', device: 'cpu' })
const space: SearchSpace = {
  learningRate: { kind: 'log-uniform', low: 0.001, high: 0.1 },
  dropout: { kind: 'choice', values: [0, 0.3] },
}

function laboratory(onItem: OnTrainingItem = () => undefined) {
  const state = { onItem }
  const manifests: string[] = []
  let datasets = 0
  const worker = trainingWorkers((item) => state.onItem(item))
  const runWorker: RunWorker = (kind, payload, listeners) => {
    if (kind === 'training') manifests.push(readFileSync(trainingPayloadSchema.parse(payload).manifestPath, 'utf8'))
    return worker(kind, payload, listeners)
  }
  const test = createTestContext({ runWorker, kept: true })
  addShortSongs(test.library, 16)
  const training = createTrainingHandlers(test.context)
  const handlers = createSearchHandlers(test.context)
  const search = async (datasetId: number, request: Partial<SearchRequest> = {}) => {
    const asked = searchRequestSchema.parse({ datasetId, method: 'random', minutes: 60, trials: 2, base, space, ...request })
    const { jobId, searchId } = await handlers['search.start'](asked)
    const job = await test.context.jobs.whenFinished(jobId)
    const found = (await handlers['search.list'](null)).find(({ id }) => id === searchId)
    return { job, found: searchSchema.parse(found) }
  }
  const freeze = async (settings: Record<string, unknown> = {}) =>
    (
      await training['datasets.freeze'](
        datasetSettingsSchema.parse({ excerptRule: shortRule, name: `Songs ${(datasets += 1)}`, modalities: ['audio'], ...settings }),
      )
    ).id
  return { ...test, state, manifests, training, handlers, search, freeze }
}

function cancelSearches({ context }: ReturnType<typeof createTestContext>): void {
  for (const { id, kind } of context.jobs.list()) if (kind === 'search') context.jobs.cancel(id)
}

const curvesOf = ({ trials }: Search) => trials.map(({ values, curve, state }) => [values, curve, state])

describe('a search', () => {
  const test = laboratory()
  let datasetId = 0
  beforeAll(async () => void (datasetId = await test.freeze()))
  afterAll(() => test.library.close())

  it('judges trials by validation tracks, and shows no test track to any of them', async () => {
    const { job, found } = await test.search(datasetId, { name: 'Random' })
    expect(job).toMatchObject({ state: 'done', outcome: '2 trials, as many as were asked for' })
    expect(found).toMatchObject({ state: 'done', combinations: null, judgedBy: expect.stringMatching(/^the \d validation tracks$/) })
    expect(found.trials).toMatchObject([
      { number: 1, state: 'reached', epochsDone: 2, run: null, settings: { epochs: 2, filters: 2 } },
      { number: 2, state: 'reached', epochsDone: 2, run: null },
    ])
    const losses = found.trials.map(({ best }) => best?.validationLoss ?? NaN)
    expect(losses[(found.best ?? 0) - 1]).toBe(Math.min(...losses))
    for (const { values, settings, curve, best } of found.trials) {
      expect(settings.learningRate).toBe(values['learningRate'])
      expect(best?.validationLoss).toBe(Math.min(...curve.map(({ validationLoss }) => validationLoss)))
    }
    expect(test.manifests.every((manifest) => !manifest.includes('"test"'))).toBe(true)
    // No run was made, and no file is left.
    expect(listRuns(test.library.database)).toEqual([])
    expect(readdirSync(join(test.library.directory, 'runs'))).toEqual([])
  }, 60_000)

  it('trains the best as a run with the same curve, and only then shows its test figures', async () => {
    const [found] = await test.handlers['search.list'](null)
    const best = found?.trials.find(({ number }) => number === found.best)
    const { jobId, runId } = await test.handlers['search.train']({ searchId: found?.id ?? '', trial: best?.number ?? 0 })
    await test.context.jobs.whenFinished(jobId)
    const epochs = await test.training['runs.epochs']({ runId })
    expect(epochs.map(({ validationLoss }) => validationLoss)).toEqual(best?.curve.map(({ validationLoss }) => validationLoss))
    const [after] = await test.handlers['search.list'](null)
    const run = listRuns(test.library.database).find(({ id }) => id === runId)
    expect(run?.name).toBe(`Random, trial ${best?.number}`)
    expect(after?.trials.find(({ number }) => number === best?.number)?.run).toMatchObject({
      id: runId,
      state: 'done',
      test: { r2Valence: run?.metrics?.valence?.r2.value, r2Arousal: run?.metrics?.arousal?.r2.value },
    })
  }, 60_000)

  it('halves: the best go on from their checkpoints to what one whole training would give', async () => {
    const { found } = await test.search(datasetId, {
      name: 'Halving',
      method: 'halving',
      trials: 3,
      reduction: 2,
      fewestEpochs: 1,
      base: { ...base, epochs: 4 },
    })
    expect(found.trials.map(({ epochsDone }) => epochsDone).sort()).toEqual([1, 1, 4])
    const last = found.trials.find(({ epochsDone }) => epochsDone === 4)
    expect(found.best).toBe(last?.number)
    const whole = await test.search(datasetId, {
      name: 'Whole',
      trials: 1,
      base: last?.settings ?? base,
      space: { seed: { kind: 'choice', values: [1] } },
    })
    expect(whole.found.trials[0]?.curve).toEqual(last?.curve)
  }, 60_000)

  it('goes on where it was cancelled, as if it had not been, and with more minutes', async () => {
    const whole = await test.search(datasetId, { name: 'Uncut', trials: 2 })
    let epochs = 0
    test.state.onItem = (item) => {
      if (item.kind === 'epoch' && ++epochs === 3) cancelSearches(test)
    }
    const cut = await test.search(datasetId, { name: 'Cut', trials: 2, seed: 1 })
    expect(cut.job).toMatchObject({ state: 'cancelled' })
    expect(cut.found).toMatchObject({ state: 'interrupted', trials: [{ state: 'reached' }, { state: 'begun' }] })
    test.state.onItem = () => undefined
    const gone = await test.search(datasetId, { name: 'Cut', trials: 2, seed: 1, minutes: 90 })
    expect(gone.found.id).toBe(cut.found.id)
    expect(curvesOf(gone.found)).toEqual(curvesOf(whole.found))
    expect(gone.found.secondsSpent).toBeGreaterThan(cut.found.secondsSpent)
    expect(gone.found.settings.minutes).toBe(90)
  }, 60_000)

  it('ends with its minutes, all starts together, and goes on when there are more', async () => {
    const long = { trials: 1, base: { ...base, epochs: 100_000 } }
    const { job, found } = await test.search(datasetId, { ...long, name: 'Short', minutes: 0.0001 })
    expect(job).toMatchObject({ state: 'done', outcome: '1 trial in the 0.0001 minutes of the budget' })
    expect(found).toMatchObject({ state: 'done', trials: [{ state: 'begun' }] })
    const again = await test.search(datasetId, { ...long, name: 'Short', minutes: 0.0001 })
    expect(again.found).toEqual(found)
    let epochs = 0
    test.state.onItem = (item) => {
      if (item.kind === 'epoch' && ++epochs === 2) cancelSearches(test)
    }
    const more = await test.search(datasetId, { ...long, name: 'Short', minutes: 60 })
    test.state.onItem = () => undefined
    expect(more.found).toMatchObject({ id: found.id, state: 'interrupted' })
    expect(more.found.trials[0]?.epochsDone).toBeGreaterThan(found.trials[0]?.epochsDone ?? 0)
  }, 60_000)

  it('judges by folds of what is not tested, each by what it left out', async () => {
    test.manifests.length = 0
    const { found } = await test.search(datasetId, { name: 'Folds', trials: 1, base: { ...base, folds: 2 } })
    expect(found).toMatchObject({
      judgedBy: expect.stringMatching(/^2 folds of the \d+ training and validation tracks/),
      trials: [{ state: 'reached', epochsDone: 2, settings: { folds: 0 } }],
    })
    expect(test.manifests).toHaveLength(2)
    const left = test.manifests.map((manifest) => {
      const { samples } = JSON.parse(manifest) as { samples: { trackId: number; split: string }[] }
      return samples.filter(({ split }) => split === 'validation').map(({ trackId }) => trackId)
    })
    expect(new Set(left.flat()).size).toBe(left.flat().length)
  }, 60_000)

  it('tries every combination of a grid once, and keeps a trial that fails with its reason', async () => {
    const broken = { name: 'Broken', branches: [{ modality: 'audio', frozen: false, layers: [] }], head: [{ type: 'linear', units: 2 }] }
    const grid: SearchSpace = {
      batchSize: { kind: 'choice', values: [4, 8] },
      network: { kind: 'choice', values: [null, broken] },
    }
    const { job, found } = await test.search(datasetId, { name: 'Grid', method: 'grid', trials: null, space: grid })
    expect(job?.outcome).toBe('All 4 combinations are tried')
    expect(found.combinations).toBe(4)
    expect(found.trials.map(({ values, state, failure }) => [values['batchSize'], state, failure])).toEqual([
      [4, 'reached', null],
      [4, 'failed', expect.stringContaining('The audio branch does not end in a vector.')],
      [8, 'reached', null],
      [8, 'failed', expect.stringContaining('The audio branch does not end in a vector.')],
    ])
    expect([1, 3]).toContain(found.best)
    await expect(test.handlers['search.train']({ searchId: found.id, trial: 2 })).rejects.toThrow('Trial 2 failed')
  }, 60_000)

  it('is removed with its trials, not with the runs that were trained with them', async () => {
    const found = (await test.handlers['search.list'](null)).find(({ settings }) => settings.name === 'Random')
    await test.handlers['search.remove']({ searchId: found?.id ?? '' })
    expect((await test.handlers['search.list'](null)).map(({ settings }) => settings.name)).not.toContain('Random')
    expect(listRuns(test.library.database)).toHaveLength(1)
    expect(existsSync(join(test.library.directory, 'runs'))).toBe(true)
  })

  it('says plainly what cannot be searched', async () => {
    const start = (request: Partial<SearchRequest>) => test.search(datasetId, request)
    await expect(start({ space: {} })).rejects.toThrow('The search space is empty')
    await expect(start({ space: { learningrate: { kind: 'uniform', low: 0.1, high: 0.2 } } })).rejects.toThrow('no setting “learningrate”')
    await expect(start({ space: { learningRate: { kind: 'uniform', low: 0.2, high: 0.1 } } })).rejects.toThrow(
      'upside down: from 0.2 to 0.1',
    )
    await expect(start({ space: { dropout: { kind: 'uniform', low: 0.2, high: 1.5 } } })).rejects.toThrow(
      'The setting dropout cannot be 1.5',
    )
    await expect(start({ space: { dropout: { kind: 'log-uniform', low: 0, high: 0.5 } } })).rejects.toThrow('which has no logarithm')
    await expect(start({ space: { filters: { kind: 'integer', low: 1.5, high: 3 } } })).rejects.toThrow('of whole numbers')
    await expect(start({ space: { filters: { kind: 'choice', values: [] } } })).rejects.toThrow('has no values')
    await expect(start({ space: { device: { kind: 'choice', values: ['cpu', 'webgpu'] } } })).rejects.toThrow('cannot vary device')
    await expect(start({ method: 'halving' })).rejects.toThrow('2 epochs are too few for successive halving, which compares after a third')
    await expect(start({ method: 'grid' })).rejects.toThrow('learningRate is a range')
    await expect(start({ method: 'halving', space: { epochs: { kind: 'integer', low: 2, high: 9 } } })).rejects.toThrow(
      'sets the epochs of a trial itself',
    )
    await expect(start({ name: 'Halving', seed: 7 })).rejects.toThrow('was begun with another dataset')
    expect(() => searchRequestSchema.parse({ datasetId, base })).toThrow('minutes')
    expect(() => searchRequestSchema.parse({ datasetId, base, minutes: 0 })).toThrow('a budget above 0 minutes is wanted')
  })

  it('needs validation tracks, or folds', async () => {
    const without = await test.freeze({ shares: { train: 0.8, validation: 0, test: 0.2 } })
    const { found } = await test.search(without, { name: 'Unjudged', trials: 1 })
    expect(found.trials[0]?.failure).toContain('no validation tracks to judge trials by')
  }, 60_000)
})

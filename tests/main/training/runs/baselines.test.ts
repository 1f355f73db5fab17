import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { datasetSettingsSchema, runSchema } from '@shared/contract/training'
import { type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import { baselinePredictionsSchema } from '@shared/contract/workers/baselines'
import { trainedPredictionsSchema } from '@shared/contract/workers/training'
import { baselineNames, learntBaselineNames } from '@shared/domain/baseline'
import { Failure } from '@shared/domain/failure'
import { dimensionMetrics } from '@shared/domain/metrics'
import type { RunWorker } from '@main/jobs/run-worker'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { createTestContext } from '../../../helpers/service-context'
import { shortRule } from '../../../helpers/short-songs'
import { addSongsWithTexts } from '../../../helpers/songs-with-texts'
import { trainingWorkers } from '../../../helpers/training-workers'

const quick = { epochs: 1, filters: 2, hiddenUnits: 4, batchSize: 4, engine: 'onnx' } as const

/** A library of 16 songs with texts whose loudness follows arousal. @param around stands between the services and their workers */
async function studio(around: (real: RunWorker) => RunWorker = (real) => real) {
  const test = createTestContext({ runWorker: around(trainingWorkers()) })
  addSongsWithTexts(test.library, 16)
  const handlers = createTrainingHandlers(test.context)
  const { id: datasetId } = await handlers['datasets.freeze'](
    datasetSettingsSchema.parse({ name: 'All', modalities: [], excerptRule: shortRule }),
  )
  const runOf = async (runId: string) => runSchema.parse((await handlers['runs.list'](null)).find(({ id }) => id === runId))
  const train = async (settings: Partial<TrainingSettings> = {}) => {
    const { runId, jobId } = await handlers['runs.start']({ datasetId, settings: trainingSettingsSchema.parse({ ...quick, ...settings }) })
    const job = await test.context.jobs.whenFinished(jobId)
    return { job, run: await runOf(runId), folder: join(test.library.directory, 'runs', runId) }
  }
  return { ...test, handlers, runOf, train }
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
/** Fails the first of these workers. */
const failingOnce = (real: RunWorker): RunWorker => {
  let fails = true
  return (kind, payload, listeners) => {
    if (kind !== 'baselines' || !fails) return real(kind, payload, listeners)
    fails = false
    return Promise.reject(new Failure('file-missing', 'The features are gone.', 'Extract them again.'))
  }
}

describe('the baselines of a run', () => {
  it('are computed by themselves, on the tracks of the run, in its folds', async () => {
    const test = await studio()
    const { run, job, folder } = await test.train({ folds: 4, seed: 3 })
    expect(run.baselines.map(({ name }) => name)).toEqual(baselineNames)
    expect(run.baselines.map(({ seed, metrics }) => [seed, metrics.tracks])).toEqual(baselineNames.map(() => [3, 16]))
    expect(job).toMatchObject({ state: 'done', value: { baselines: baselineNames.map((name) => ({ name })) } })
    const kept = baselinePredictionsSchema.parse(readJson(join(folder, 'baselines.json')))
    const { predictions } = trainedPredictionsSchema.parse(readJson(join(folder, 'predictions.json')))
    const foldOf = new Map(predictions.map(({ trackId, fold }) => [trackId, fold]))
    expect(kept.samples.map(({ trackId, fold }) => [trackId, fold])).toEqual(
      kept.samples.map(({ trackId }) => [trackId, foldOf.get(trackId)]),
    )
    expect(new Set(kept.samples.map(({ trackId }) => trackId)).size).toBe(16)
    const r2 = Object.fromEntries(run.baselines.map(({ name, metrics }) => [name, metrics.arousal?.r2.value]))
    expect(r2['forest']).toBeGreaterThan(r2['mean'] ?? 1)
  })

  it('begin with the mean of what each fold learnt from, as the run’s own mean predictor', async () => {
    const test = await studio()
    const { run, folder } = await test.train({ folds: 4 })
    const { samples, models } = baselinePredictionsSchema.parse(readJson(join(folder, 'baselines.json')))
    const { predictions } = trainedPredictionsSchema.parse(readJson(join(folder, 'predictions.json')))
    samples.forEach(({ fold }, index) => {
      const learnt = predictions.filter((row) => row.fold !== fold)
      const mean = learnt.reduce((sum, row) => sum + (row.observedArousal ?? NaN), 0) / learnt.length
      expect(models[0]?.arousal[index]).toBeCloseTo(mean, 12)
    })
    expect(run.baselines[0]?.metrics.arousal?.mse.value).toBeCloseTo(run.metrics?.baseline.arousal?.mse ?? NaN, 12)
  })

  it('are measured on the test set without folds, and held against the run track by track', async () => {
    const test = await studio()
    const { run, folder } = await test.train()
    const rows = await test.handlers['runs.predictions']({ runId: run.id, split: 'test' })
    const { samples, models } = baselinePredictionsSchema.parse(readJson(join(folder, 'baselines.json')))
    expect(samples.map(({ trackId }) => trackId).sort()).toEqual(rows.map(({ trackId }) => trackId).sort())
    const r2Of = (values: readonly number[]): number =>
      dimensionMetrics(
        samples.map(({ trackId }) => rows.find((row) => row.trackId === trackId)?.observedArousal ?? NaN),
        values,
      ).r2
    const ofRun = r2Of(samples.map(({ trackId }) => rows.find((row) => row.trackId === trackId)?.arousal ?? NaN))
    for (const { name, metrics, gain } of run.baselines) {
      const own = r2Of(models.find((model) => model.name === name)?.arousal ?? [])
      expect(metrics.arousal?.r2.value).toBeCloseTo(own, 12)
      expect(gain.arousal?.value).toBeCloseTo(own - ofRun, 12)
    }
  })

  it('read texts by their words, and a fusion by both', async () => {
    const test = await studio()
    const { run } = await test.train({ modality: 'lyrics', folds: 4 })
    const valence = Object.fromEntries(run.baselines.map(({ name, metrics }) => [name, metrics.valence?.r2.value]))
    expect(valence['ridge']).toBeGreaterThan(0.5)
    expect(run.baselinesFailure).toBeNull()
    await test.train({ modality: 'audio' })
    await test.train({ modality: 'lyrics' })
    const fusion = await test.train({ modality: 'audio-lyrics' })
    expect(fusion.run.baselines.map(({ name }) => name)).toEqual(learntBaselineNames)
  }, 60_000)

  it('repeat to the last digit', async () => {
    const test = await studio()
    const [first, second] = [await test.train({ folds: 4 }), await test.train({ folds: 4 })]
    expect(readJson(join(second.folder, 'baselines.json'))).toEqual(readJson(join(first.folder, 'baselines.json')))
  })
})

describe('baselines that fail', () => {
  it('take nothing from the run, which says why; they can be computed afterwards', async () => {
    const test = await studio(failingOnce)
    const { run, job } = await test.train()
    expect(job).toMatchObject({ state: 'done', outcome: expect.stringContaining('The features are gone.') })
    expect(run).toMatchObject({ state: 'done', baselines: [], baselinesFailure: expect.stringContaining('Extract them again.') })
    expect(run.metrics).not.toBeNull()
    const { jobId } = await test.handlers['runs.baselines']({ runId: run.id })
    expect(await test.context.jobs.whenFinished(jobId)).toMatchObject({ state: 'done', kind: 'baselines', subject: run.id })
    const later = await test.runOf(run.id)
    expect(later.baselines.map(({ name }) => name)).toEqual(learntBaselineNames)
    expect(later.baselinesFailure).toBeNull()
  })

  it('are refused for a run that was not measured', async () => {
    const test = await studio()
    const { run } = await test.train()
    test.library.database.exec('UPDATE runs SET metrics = NULL')
    expect(() => test.handlers['runs.baselines']({ runId: run.id })).toThrow(/no metrics/)
  })

  it('can be made for a run of an earlier version, whose predictions name one mean', async () => {
    const test = await studio()
    const { run, folder } = await test.train({ folds: 4 })
    const { predictions } = trainedPredictionsSchema.parse(readJson(join(folder, 'predictions.json')))
    writeFileSync(join(folder, 'predictions.json'), JSON.stringify({ predictions, trainingMean: { valence: 0, arousal: 0 } }))
    test.library.database.exec("UPDATE runs SET baselines = '[]'")
    const { jobId } = await test.handlers['runs.baselines']({ runId: run.id })
    await test.context.jobs.whenFinished(jobId)
    expect((await test.runOf(run.id)).baselines).toEqual(run.baselines)
  })

  it('name the file that is missing', async () => {
    const test = await studio()
    const { run } = await test.train()
    rmSync(join(test.library.directory, 'features'), { recursive: true })
    const { jobId } = await test.handlers['runs.baselines']({ runId: run.id })
    expect(await test.context.jobs.whenFinished(jobId)).toMatchObject({
      state: 'failed',
      failure: { message: expect.stringContaining('features') },
    })
  })
})

it('a run is deleted while its baselines are computed', async () => {
  let begun = (): void => undefined
  const beginning = new Promise<void>((resolve) => (begun = resolve))
  const test = await studio((real) => (kind, payload, listeners) => {
    if (kind !== 'baselines') return real(kind, payload, listeners)
    begun()
    return new Promise((_, reject) => {
      listeners.signal?.addEventListener('abort', () => reject(new Failure('cancelled', 'Cancelled.', 'Start it again.')))
    })
  })
  const training = test.train()
  await beginning
  const [run] = await test.handlers['runs.list'](null)
  expect(run).toMatchObject({ state: 'done' })
  await test.handlers['runs.delete']({ runId: run?.id ?? '' })
  await Promise.allSettled([training])
  expect(await test.handlers['runs.list'](null)).toEqual([])
  expect(existsSync(join(test.library.directory, 'runs', run?.id ?? ''))).toBe(false)
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import { datasetSettingsSchema } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { trainedPredictionsSchema } from '@shared/contract/workers/training'
import { parquetRows } from '@main/files/parquet'
import { createRunFileHandlers } from '@main/training/bundles/run-file-handlers'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { testRunId } from '../../../helpers/run-id'
import { createTestContext } from '../../../helpers/service-context'
import { addShortSongs } from '../../../helpers/short-songs'
import { trainingWorkers } from '../../../helpers/training-workers'

const test = createTestContext({ kept: true, runWorker: trainingWorkers() })
const training = createTrainingHandlers(test.context)
const files = createRunFileHandlers(test.context)
const settings = trainingSettingsSchema.parse({ epochs: 1, filters: 2, hiddenUnits: 4, batchSize: 4, folds: 3, seed: 7 })
let [runId, datasetId] = ['', 0]

beforeAll(async () => {
  addShortSongs(test.library, 9)
  datasetId = (await training['datasets.freeze'](datasetSettingsSchema.parse({ name: 'All', groupBy: 'artist' }))).id
  const started = await training['runs.start']({ datasetId, settings, name: 'In folds' })
  await test.context.jobs.whenFinished(started.jobId)
  runId = started.runId
})
afterAll(() => test.library.close())

const inFolder = (name: string): string => join(test.library.directory, name)
const predicted = () =>
  trainedPredictionsSchema.parse(JSON.parse(readFileSync(join(test.library.directory, 'runs', runId, 'predictions.json'), 'utf8')))
    .predictions

describe('an exported run', () => {
  it('has a row for each track with what joins it: path, digest, fold, label and prediction', async () => {
    const path = inFolder('run.csv')
    expect(await files['runs.export']({ runId, path, format: 'csv', scale: '-1-1' })).toEqual({ path, tracks: 9 })
    const rows = parse<Record<string, string>>(readFileSync(path, 'utf8'), { columns: true })
    expect(rows).toHaveLength(9)
    const [first] = predicted().filter(({ trackId }) => trackId === 1)
    expect(rows[0]).toEqual({
      run: 'In folds',
      externalId: 'song-1',
      title: 'Song 1',
      artist: 'Artist 1',
      path: inFolder(join('audio', 'song 1.wav')),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/u),
      split: 'fold',
      fold: String((first?.fold ?? NaN) + 1),
      labelValence: '0.5',
      labelArousal: '-0.875',
      predictedValence: String(first?.valence),
      predictedArousal: String(first?.arousal),
      scale: '−1…1',
      licence: 'no lexicon was used',
    })
    expect(new Set(rows.map(({ fold }) => fold))).toEqual(new Set(['1', '2', '3']))
  })

  it('holds the same as JSON and as Parquet, on the scale that is asked for', async () => {
    const [json, parquet] = [inFolder('run.json'), inFolder('run.parquet')]
    await files['runs.export']({ runId, path: json, format: 'json', scale: '1-9' })
    await files['runs.export']({ runId, path: parquet, format: 'parquet', scale: '1-9' })
    const rows = await parquetRows(readFileSync(parquet), parquet)
    expect(rows).toEqual(JSON.parse(readFileSync(json, 'utf8')))
    expect(rows[0]).toMatchObject({ labelValence: 7, scale: '1…9' })
  })

  it('is refused for a run that is not there or has predicted nothing', async () => {
    const path = inFolder('none.csv')
    expect(() => files['runs.export']({ runId: testRunId(9), path, format: 'csv', scale: '-1-1' })).toThrow(/There is no run/u)
    const begun = await training['runs.start']({ datasetId, settings, name: 'Begun' })
    expect(() => files['runs.export']({ runId: begun.runId, path, format: 'csv', scale: '-1-1' })).toThrow(/has predicted nothing yet/u)
    test.context.jobs.cancel(begun.jobId)
    await test.context.jobs.whenFinished(begun.jobId)
  })
})

describe('an exported dataset', () => {
  it('names the folds that a run with so many folds and that seed has', async () => {
    const path = inFolder('dataset.parquet')
    const folds = { count: 3, seed: 7 }
    await training['datasets.export']({ datasetId, path, format: 'parquet', scale: '-1-1', folds })
    const rows = await parquetRows(readFileSync(path), path)
    const ofRun = new Map(predicted().map(({ trackId, fold }) => [`song-${trackId}`, (fold ?? NaN) + 1]))
    expect(new Map(rows.map(({ externalId, fold }) => [externalId, fold]))).toEqual(ofRun)
    const [first] = rows
    expect(first).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/u), valence: 0.5, startSeconds: 0, endSeconds: 2 })
  })

  it('has no folds unless they are asked for, and is refused more than there are groups', async () => {
    const path = inFolder('dataset.json')
    await training['datasets.export']({ datasetId, path, format: 'json', scale: '-1-1' })
    const rows = JSON.parse(readFileSync(path, 'utf8')) as { fold: number | null }[]
    expect(rows.every(({ fold }) => fold === null)).toBe(true)
    const folds = { count: 6, seed: 1 }
    expect(() => training['datasets.export']({ datasetId, path, format: 'json', scale: '-1-1', folds })).toThrow(/the dataset has 5/u)
  })
})

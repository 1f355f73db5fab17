import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runFileChannels } from '@shared/contract/run-files'
import { datasetChannels } from '@shared/contract/datasets'
import { datasetSettingsSchema, runSchema } from '@shared/contract/training'
import { type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import { trainedPredictionsSchema, trainingManifestSchema } from '@shared/contract/workers/training'
import { insertLabel, refreshCurrentLabels } from '@main/store/labels'
import { createRunFileHandlers } from '@main/training/bundles/run-file-handlers'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { addSameSongs } from '../../../helpers/same-songs'
import { createTestContext } from '../../../helpers/service-context'
import { shortRule } from '../../../helpers/short-songs'
import { addSongsWithTexts } from '../../../helpers/songs-with-texts'
import { trainingWorkers } from '../../../helpers/training-workers'

const quick = { epochs: 2, filters: 2, hiddenUnits: 4, batchSize: 4, engine: 'onnx', seed: 3 } as const
const songs = 14

function studio() {
  const test = createTestContext({ kept: true, runWorker: trainingWorkers() })
  const training = createTrainingHandlers(test.context)
  const files = createRunFileHandlers(test.context)
  const train = async (datasetId: number, settings: Partial<TrainingSettings> = {}) => {
    const { runId, jobId } = await training['runs.start']({ datasetId, settings: trainingSettingsSchema.parse({ ...quick, ...settings }) })
    const job = await test.context.jobs.whenFinished(jobId)
    if (job?.failure) throw new Error(job.failure.message)
    return runSchema.parse((await training['runs.list'](null)).find(({ id }) => id === runId))
  }
  return { ...test, training, files, train }
}

/** The song has no label but one of a single dimension. */
function stateAlone(
  { database }: ReturnType<typeof studio>['library'],
  trackId: number,
  stated: 'valence' | 'arousal',
  value: number,
): void {
  database.prepare('DELETE FROM labels WHERE track_id = ?').run(trackId)
  const label = { trackId, excerptId: null, valence: null, arousal: null, stated, waiting: value }
  insertLabel(database, { ...label, source: 'human', author: '', note: '', createdAt: '2026' })
  refreshCurrentLabels(database, [trackId])
}

const test = studio()
const ids = addSongsWithTexts(test.library, songs)
const freeze = (settings: Record<string, unknown>) =>
  test.training['datasets.freeze'](datasetSettingsSchema.parse({ modalities: [], excerptRule: shortRule, groupBy: 'track', ...settings }))

let inFolds: ReturnType<typeof test.train>

beforeAll(() => {
  for (const [index, trackId] of ids.entries()) {
    if (index % 4 === 0) stateAlone(test.library, trackId, 'arousal', index / songs - 0.5)
    if (index % 4 === 1) stateAlone(test.library, trackId, 'valence', 0.5 - index / songs)
  }
  const trainInFolds = async (): ReturnType<typeof test.train> => test.train((await freeze({ name: 'Folds' })).id, { folds: 2 })
  inFolds = trainInFolds()
})
afterAll(() => test.library.close())

describe('tracks of which one dimension alone is labelled', () => {
  it('are frozen and counted, and lie in no quadrant', async () => {
    const dataset = await freeze({ name: 'Counted' })
    expect(dataset.tracks.train + dataset.tracks.validation + dataset.tracks.test).toBe(songs)
    expect(dataset.oneDimension).toEqual({ valence: 4, arousal: 4 })
    expect(dataset.quadrants.reduce((sum, count) => sum + count, 0)).toBe(songs - 8)
    expect(dataset.warnings).toContain('4 tracks are labelled in valence only: arousal is not learnt from them.')
    const path = join(test.library.directory, 'dataset.csv')
    await test.training['datasets.export'](
      datasetChannels['datasets.export'].argument.parse({ datasetId: dataset.id, path, format: 'csv' }),
    )
    const [header = '', ...rows] = readFileSync(path, 'utf8').trim().split(/\r?\n/u)
    const column = header.split(',').indexOf('valence')
    expect(rows.filter((row) => row.split(',')[column] === '')).toHaveLength(4)
  })

  it('train a run in folds, are measured in what they state, and are written with empty cells', async () => {
    const run = await inFolds
    expect(run.metrics).toMatchObject({ tracks: songs, labelled: { valence: songs - 4, arousal: songs - 4 } })
    expect(run.baselines.map(({ metrics }) => metrics.labelled)).toEqual(
      run.baselines.map(() => ({ valence: songs - 4, arousal: songs - 4 })),
    )
    expect(run.baselines.length).toBeGreaterThan(4)
    expect(JSON.stringify(run.metrics)).not.toContain('null,')
    const folder = join(test.library.directory, 'runs', run.id)
    const { samples } = trainingManifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')))
    expect(samples.filter(({ valence }) => valence === null)).toHaveLength(4)
    const { predictions } = trainedPredictionsSchema.parse(JSON.parse(readFileSync(join(folder, 'predictions.json'), 'utf8')))
    expect(predictions.every(({ valence, arousal }) => Number.isFinite(valence) && Number.isFinite(arousal))).toBe(true)
    const path = join(test.library.directory, 'run.json')
    await test.files['runs.export'](runFileChannels['runs.export'].argument.parse({ runId: run.id, path, format: 'json' }))
    const rows = JSON.parse(readFileSync(path, 'utf8')) as { labelValence: number | null; predictedValence: number }[]
    expect(rows.filter(({ labelValence }) => labelValence === null)).toHaveLength(4)
  })

  it('come back from a bundle in another library with the same figures', async () => {
    const run = await inFolds
    const path = join(test.library.directory, 'bundle.json')
    await test.files['runs.bundle']({ runId: run.id, path })
    const here = studio()
    addSameSongs(here.library, test.library)
    const { runId, jobId } = await here.files['bundles.train'](runFileChannels['bundles.train'].argument.parse({ path }))
    expect((await here.context.jobs.whenFinished(jobId))?.failure ?? null).toBeNull()
    expect(await here.files['runs.reproduction']({ runId })).toMatchObject({ sameFolds: true, metrics: expect.closeTo(0, 6) })
    here.library.close()
  })
})

describe('a dataset without any label of a dimension', () => {
  it('trains the other, and says that this one was never labelled', async () => {
    for (const [index, trackId] of ids.entries()) stateAlone(test.library, trackId, 'arousal', index / songs - 0.5)
    const dataset = await freeze({ name: 'Arousal alone' })
    expect(dataset.warnings).toEqual(['No track has a label of valence: it is not learnt, and not measured.'])
    const run = await test.train(dataset.id, { folds: 2 })
    expect(run.metrics).toMatchObject({ valence: null, labelled: { valence: 0, arousal: songs }, quadrants: null })
    expect(run.metrics?.arousal?.r2.value).toEqual(expect.any(Number))
    expect(run.baselines.every(({ gain, metrics }) => gain.valence === null && metrics.valence === null)).toBe(true)
    const epochs = await test.training['runs.epochs']({ runId: run.id })
    expect(epochs.every(({ valence, validationLoss }) => valence === null && Number.isFinite(validationLoss))).toBe(true)
  })
})

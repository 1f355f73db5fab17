import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { datasetSettingsSchema } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { createLabelHandlers } from '@main/labelling/label-handlers'
import { trackDetails } from '@main/library/track-details'
import { reviewQueue } from '@main/labelling/review-queue'
import { createPredictionHandlers } from '@main/prediction/prediction-handlers'
import { datasetTracks } from '@main/store/datasets'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { createTestContext, type TestContext } from '../../helpers/service-context'
import { addShortSongs, shortRule } from '../../helpers/short-songs'
import { trainingWorkers } from '../../helpers/training-workers'

const songs = 8
const settings = trainingSettingsSchema.parse({ epochs: 1, filters: 2, hiddenUnits: 4, batchSize: 4 })

function libraryWithSongs(kept = false) {
  const test = createTestContext({ runWorker: trainingWorkers(), kept })
  addShortSongs(test.library, songs)
  return { ...test, predictions: createPredictionHandlers(test.context), labels: createLabelHandlers(test.context) }
}

/** A library whose model was trained on some of its songs, and has predicted them all. */
async function trainedLibrary() {
  const test = libraryWithSongs(true)
  const training = createTrainingHandlers(test.context)
  const dataset = await training['datasets.freeze'](datasetSettingsSchema.parse({ name: 'All', excerptRule: shortRule }))
  const { runId, jobId } = await training['runs.start']({ datasetId: dataset.id, settings, name: 'Small' })
  await test.context.jobs.whenFinished(jobId)
  const { modelId, path } = await test.predictions['models.export']({ runId, path: join(test.library.directory, 'models', 'small.onnx') })
  const splits = new Map(datasetTracks(test.library.database, dataset.id).map(({ trackId, split }) => [trackId, split]))
  return { ...test, training, runId, modelId, path, splits }
}

async function predictAll(test: ReturnType<typeof libraryWithSongs>, modelId: number): Promise<void> {
  const { jobId } = await test.predictions['predictions.start']({ modelId, paths: [], excerptsPerTrack: 1 })
  expect((await test.context.jobs.whenFinished(jobId))?.failure ?? null).toBeNull()
}

/** Labels each track far from what the networks predict, which is near the middle after one epoch. */
async function labelFarAway(test: ReturnType<typeof libraryWithSongs>): Promise<void> {
  for (let trackId = 1; trackId <= songs; trackId += 1)
    await test.labels['labels.place']({ trackId, excerptId: null, valence: 0.95, arousal: -0.95 })
}

function doubtedByModels(test: ReturnType<typeof libraryWithSongs>): number[] {
  const { entries } = reviewQueue(test.context, { trackIds: null, limit: 100, order: 'unreliability', filter: {}, offset: 0 })
  return entries
    .filter(({ reason }) => reason === 'prediction-disagrees')
    .map(({ trackId }) => trackId)
    .sort((one, other) => one - other)
}

async function shownInAnnotate({ library }: TestContext): Promise<number[]> {
  const tracks = await Promise.all(Array.from({ length: songs }, (_, index) => trackDetails(library, index + 1)))
  return tracks.flatMap(({ id, prediction }) => (prediction === null ? [] : [id]))
}

describe('predictions of a model for tracks that it was trained on', () => {
  let trained: Awaited<ReturnType<typeof trainedLibrary>>
  let heldOut: number[]
  beforeAll(async () => {
    trained = await trainedLibrary()
    await predictAll(trained, trained.modelId)
    await labelFarAway(trained)
    heldOut = [...trained.splits].filter(([, split]) => split !== 'train').map(([trackId]) => trackId)
    return () => trained.library.close()
  })

  it('do not influence the review queue; those for other tracks do', async () => {
    expect(heldOut.length).toBeGreaterThan(0)
    expect(heldOut.length).toBeLessThan(songs)
    expect(doubtedByModels(trained)).toEqual(heldOut)
  })

  it('are not shown in Annotate', async () => {
    expect(await shownInAnnotate(trained)).toEqual(heldOut)
  })

  it('are recognised in another library by the tracks that the model file lists', async () => {
    const other = libraryWithSongs()
    const path = join(other.library.directory, 'models', 'theirs.onnx')
    writeFileSync(path, readFileSync(trained.path))
    const { id } = await other.predictions['models.add']({ path })
    await predictAll(other, id)
    await labelFarAway(other)
    expect(doubtedByModels(other)).toEqual(heldOut)
  })

  it('stay recognised when the run is deleted', async () => {
    await trained.training['runs.delete']({ runId: trained.runId })
    await predictAll(trained, trained.modelId)
    expect(doubtedByModels(trained)).toEqual(heldOut)
  })
})

it('a network that was fitted on all tracks after its folds was trained on every track, and cites the folds', async () => {
  const test = libraryWithSongs()
  const training = createTrainingHandlers(test.context)
  const dataset = await training['datasets.freeze'](datasetSettingsSchema.parse({ name: 'All' }))
  const trained = async (thenFitAll: boolean) => {
    const started = await training['runs.start']({ datasetId: dataset.id, settings: { ...settings, folds: 2, thenFitAll } })
    await test.context.jobs.whenFinished(started.jobId)
    return started.runId
  }
  const path = join(test.library.directory, 'models', 'all.onnx')
  await expect(test.predictions['models.export']({ runId: await trained(false), path })).rejects.toThrow(/no weights to export/u)
  const runId = await trained(true)
  const { modelId } = await test.predictions['models.export']({ runId, path })
  const run = (await training['runs.list'](null)).find(({ id }) => id === runId)
  expect(run?.crossValidation?.onAll).toEqual({ tracks: songs, epochs: 1 })
  expect(run?.epochsDone).toBe(3)
  expect((await test.predictions['models.list'](null))[0]?.card).toContain(`fitted on all ${songs} tracks for 1 epoch, as each fold`)
  await predictAll(test, modelId)
  await labelFarAway(test)
  // What the folds predicted speaks for itself; the network on all tracks only repeats what it learnt.
  expect(test.library.database.prepare('SELECT DISTINCT trained_on AS known FROM predictions').all()).toEqual([{ known: 1 }])
  test.library.close()
})

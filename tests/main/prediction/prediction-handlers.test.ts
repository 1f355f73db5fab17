import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { predictionChannels } from '@shared/contract/prediction'
import { datasetSettingsSchema } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { exportModel } from '@main/onnx/export-model'
import { inspectModel } from '@main/onnx/inspect-model'
import { predictedMediaFileOf } from '@main/prediction/predicted-media-file'
import { createPredictionHandlers } from '@main/prediction/prediction-handlers'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { temporaryFolder } from '../../helpers/library'
import { modelToExport } from '../../helpers/models'
import { createTestContext } from '../../helpers/service-context'
import { addShortSongs, shortRule } from '../../helpers/short-songs'
import { trainingWorkers } from '../../helpers/training-workers'

const settings = trainingSettingsSchema.parse({ epochs: 1, filters: 2, hiddenUnits: 4, batchSize: 4 })

/** A library with a trained run; a model of it was exported. */
async function withRun() {
  const test = createTestContext({ runWorker: trainingWorkers() })
  addShortSongs(test.library, 8)
  const training = createTrainingHandlers(test.context)
  const dataset = await training['datasets.freeze'](datasetSettingsSchema.parse({ name: 'All', excerptRule: shortRule }))
  const started = await training['runs.start']({ datasetId: dataset.id, settings, name: 'Small' })
  await test.context.jobs.whenFinished(started.jobId)
  const handlers = createPredictionHandlers(test.context)
  const model = await handlers['models.export']({ runId: started.runId, path: join(test.library.directory, 'models', 'small.onnx') })
  return { ...test, handlers, training, dataset, model, runId: started.runId }
}

/** A model made once, for tests that only need a file. */
let modelBytes: Buffer
beforeAll(async () => {
  modelBytes = readFileSync((await withRun()).model.path)
})

/** A library with eight songs and that model. */
async function withModel() {
  const test = createTestContext({ runWorker: trainingWorkers() })
  addShortSongs(test.library, 8)
  const path = join(test.library.directory, 'models', 'small.onnx')
  writeFileSync(path, modelBytes)
  const handlers = createPredictionHandlers(test.context)
  return { ...test, handlers, model: await handlers['models.add']({ path }) }
}

async function predict(test: Awaited<ReturnType<typeof withModel>>, paths: string[], excerptsPerTrack = 1) {
  const started = await test.handlers['predictions.start']({ modelId: test.model.id, paths, excerptsPerTrack })
  const job = await test.context.jobs.whenFinished(started.jobId)
  const rows = predictionChannels['predictions.rows'].result.parse(
    await test.handlers['predictions.rows']({ predictionId: started.predictionId }),
  )
  return { ...started, job, rows }
}

describe('an exported model', () => {
  it('carries its run, dataset, metrics and licences, with a card beside it', async () => {
    const test = await withRun()
    const { properties, sha256 } = await inspectModel(test.model.path)
    expect(sha256).toBe(test.model.sha256)
    expect(properties).toMatchObject({
      name: 'Small',
      runId: test.runId,
      datasetName: 'All',
      datasetDigest: test.dataset.digest,
      modality: 'audio',
      scale: '-1-1',
      lexiconLicence: 'no lexicon was used',
    })
    expect(properties.labelLicence).toBe('labels placed by people; no licence stated')
    expect(properties.metrics?.tracks).toBe(test.dataset.tracks.test)
    const [model] = predictionChannels['models.list'].result.parse(await test.handlers['models.list'](null))
    expect(model).toMatchObject({ id: test.model.modelId, path: test.model.path, runId: test.runId, missing: false })
    expect(model?.card).toContain('# Small')
    await test.handlers['models.export']({ runId: test.runId, path: test.model.path })
    expect(await test.handlers['models.list'](null)).toHaveLength(1)
    rmSync(test.model.path)
    expect((await test.handlers['models.list'](null))[0]?.missing).toBe(true)
    expect(() => test.handlers['predictions.start']({ modelId: test.model.modelId, paths: ['/'], excerptsPerTrack: 1 })).toThrow(/is gone/)
  })

  it('is refused without weights, folder or its ending', async () => {
    const test = await withRun()
    const target = (name: string) => ({ runId: test.runId, path: join(test.library.directory, name) })
    await expect(test.handlers['models.export'](target('model.txt'))).rejects.toThrow(/\.onnx/)
    await expect(test.handlers['models.export'](target('absent/model.onnx'))).rejects.toThrow(/there is no folder/)
    rmSync(join(test.library.directory, 'runs', test.runId), { recursive: true })
    await expect(test.handlers['models.export'](target('model.onnx'))).rejects.toThrow(/no weights/)
  })
})

describe('a model made elsewhere', () => {
  it('is added with its card, though its run is unknown here', async () => {
    const test = createTestContext()
    const path = join(temporaryFolder(), 'theirs.onnx')
    writeFileSync(path, modelBytes)
    const handlers = createPredictionHandlers(test.context)
    expect(await handlers['models.add']({ path })).toMatchObject({ name: 'Small', runId: null, modality: 'audio', path })
    expect((await handlers['models.list'](null))[0]?.card).toContain('theirs.onnx')
  })

  it('is refused when it is no model of ours', async () => {
    const test = createTestContext()
    const path = join(temporaryFolder(), 'text.onnx')
    writeFileSync(path, 'no model')
    const handlers = createPredictionHandlers(test.context)
    await expect(handlers['models.add']({ path })).rejects.toMatchObject({ code: 'file-invalid' })
    await expect(handlers['models.add']({ path: `${path}.absent` })).rejects.toThrow(/ENOENT/)
    expect(await handlers['models.list'](null)).toEqual([])
  })
})

describe('predictions', () => {
  it('know the library’s tracks, take other files too and set bad ones aside', async () => {
    const test = await withModel()
    const elsewhere = temporaryFolder()
    mkdirSync(join(elsewhere, 'deep'))
    copyFileSync(join(test.library.directory, 'audio', 'song 1.wav'), join(elsewhere, 'deep', 'stranger.wav'))
    writeFileSync(join(elsewhere, 'broken.wav'), 'no audio')
    const inLibrary = join(test.library.directory, 'audio', 'song 2.wav')
    const { rows, job, predictionId } = await predict(test, [inLibrary, elsewhere])
    expect(rows.map(({ path, externalId, trackId, title }) => [path, externalId, trackId, title])).toEqual([
      [join(elsewhere, 'deep', 'stranger.wav'), null, null, 'stranger'],
      [inLibrary, 'song-2', 2, 'Song 2'],
    ])
    expect(rows[0]).toMatchObject({ spread: null, startSeconds: 0, durationSeconds: 2 })
    expect(job).toMatchObject({ state: 'done', value: { predicted: 2, setAside: [{ path: join(elsewhere, 'broken.wav') }] } })
    const [set] = predictionChannels['predictions.list'].result.parse(await test.handlers['predictions.list'](null))
    expect(set).toMatchObject({
      id: predictionId,
      modelName: 'Small',
      state: 'done',
      predicted: 2,
      folders: [inLibrary, elsewhere],
      setAside: [{ path: join(elsewhere, 'broken.wav') }],
    })
    expect(set?.realtime).toBeGreaterThan(0)
  })

  it('say what the model never learnt, where no track had a label of a dimension', async () => {
    const test = await withModel()
    const song = join(test.library.directory, 'audio', 'song 2.wav')
    const { properties } = modelToExport()
    const path = join(test.library.directory, 'models', 'valence.onnx')
    await exportModel(modelToExport('audio', { properties: { ...properties, labelledTracks: { valence: 7, arousal: 0 } } }), path)
    const model = await test.handlers['models.add']({ path })
    const { job } = await predict({ ...test, model }, [song])
    expect(job?.outcome).toContain('set aside. No track had a label of arousal')
    expect((await predict(test, [song])).job?.outcome).toMatch(/0 set aside$/)
  })

  it('are exported on every scale, a spread stretched with it', async () => {
    const test = await withModel()
    const { rows, predictionId } = await predict(test, [join(test.library.directory, 'audio')])
    test.library.database.exec('UPDATE predictions SET spread = 0.25')
    const path = join(test.library.directory, 'predictions.csv')
    expect(await test.handlers['predictions.export']({ predictionId, path, format: 'csv', scale: '1-9' })).toEqual({ path, rows: 8 })
    const [first] = parse<Record<string, string>>(readFileSync(path, 'utf8'), { columns: true })
    expect(Object.keys(first ?? {})).toEqual(['path', 'externalId', 'valence', 'arousal', 'spread', 'startSeconds', 'scale'])
    expect(Number(first?.['valence'])).toBeCloseTo(5 + 4 * (rows[0]?.valence ?? NaN), 9)
    expect(Number(first?.['spread'])).toBe(1)
    await test.handlers['predictions.export']({ predictionId, path, format: 'json', scale: '-1-1' })
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject(
      rows.map(({ path: file, valence }) => ({ path: file, valence, scale: '−1…1' })),
    )
    expect(() => test.handlers['predictions.export']({ predictionId: 99, path, format: 'csv', scale: '0-1' })).toThrow(/no prediction 99/)
  })

  it('become a playlist of chosen tracks, in the order that was chosen', async () => {
    const test = await withModel()
    const { rows, predictionId } = await predict(test, [join(test.library.directory, 'audio')])
    const wanted = [...rows].sort((a, b) => b.arousal - a.arousal).slice(0, 3)
    const path = join(test.library.directory, 'lively.m3u8')
    const paths = wanted.map((row) => row.path)
    expect(await test.handlers['predictions.export']({ predictionId, path, format: 'm3u8', scale: '-1-1', paths })).toEqual({
      path,
      rows: 3,
    })
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
    expect(lines).toEqual(['#EXTM3U', ...wanted.flatMap((row) => [`#EXTINF:2,${row.title}`, relative(test.library.directory, row.path)])])
    expect(() =>
      test.handlers['predictions.export']({ predictionId, path, format: 'm3u8', scale: '-1-1', paths: ['/elsewhere.wav'] }),
    ).toThrow(/None of the chosen/)
  })

  it('can be heard, and nothing else can', async () => {
    const test = await withModel()
    const file = join(test.library.directory, 'audio', 'song 1.wav')
    const { predictionId } = await predict(test, [file])
    const { url } = await test.handlers['predictions.listen']({ predictionId, path: file })
    expect(predictedMediaFileOf(test.context, url)).toBe(file)
    const other = join(test.library.directory, 'audio', 'song 2.wav')
    const forged = [
      url.replace(/prediction\/\d+/u, 'prediction/99'),
      url.replace('prediction', 'track'),
      `${url}?x`,
      `${url}%`,
      `circumplex-media://prediction/${predictionId}/${encodeURIComponent(other)}`,
      `circumplex-media://prediction/${predictionId}/${encodeURIComponent(join(dirname(file), '..', 'audio', '..', 'library.sqlite'))}`,
      `circumplex-media://prediction/${predictionId}/${encodeURIComponent('/etc/passwd')}`,
      `circumplex-media://prediction/${predictionId}/${encodeURIComponent('audio/song 1.wav')}`,
    ]
    expect(forged.map((address) => predictedMediaFileOf(test.context, address))).toEqual(forged.map(() => null))
    expect(() => test.handlers['predictions.listen']({ predictionId, path: other })).toThrow(/was not predicted/)
    rmSync(file)
    expect(predictedMediaFileOf(test.context, url)).toBeNull()
    expect(() => test.handlers['predictions.listen']({ predictionId, path: file })).toThrow(/is gone/)
  })

  it('keep what they have when they are cancelled', async () => {
    const test = await withModel()
    const started = await test.handlers['predictions.start']({
      modelId: test.model.id,
      paths: [join(test.library.directory, 'audio')],
      excerptsPerTrack: 1,
    })
    test.context.jobs.cancel(started.jobId)
    expect(await test.context.jobs.whenFinished(started.jobId)).toMatchObject({ state: 'cancelled' })
    expect((await test.handlers['predictions.list'](null))[0]).toMatchObject({ state: 'cancelled' })
  })

  it('are refused for a path that is not there', async () => {
    const test = await withModel()
    expect(() => test.handlers['predictions.start']({ modelId: test.model.id, paths: ['/no/such/folder'], excerptsPerTrack: 1 })).toThrow(
      /ENOENT/,
    )
    expect(await test.handlers['predictions.list'](null)).toEqual([])
  })
})

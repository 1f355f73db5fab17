import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { predictionChannels } from '@shared/contract/prediction'
import { datasetSettingsSchema } from '@shared/contract/training'
import { fusionSettingsSchema, type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import { recommendedSettingsFor } from '@shared/domain/recommended-settings'
import { publishedNames } from '@shared/domain/published-networks'
import { inspectModel } from '@main/onnx/inspect-model'
import { createPredictionHandlers } from '@main/prediction/prediction-handlers'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { temporaryFolder } from '../../../helpers/library'
import { createTestContext } from '../../../helpers/service-context'
import { addSongsWithTexts } from '../../../helpers/songs-with-texts'
import { trainingWorkers } from '../../../helpers/training-workers'

const quick = { epochs: 2, filters: 2, hiddenUnits: 4, batchSize: 4 } as const

/** A library of songs with texts, frozen with all of them. */
async function studio(without: readonly number[] = []) {
  const test = createTestContext({ runWorker: trainingWorkers(), kept: true })
  addSongsWithTexts(test.library, 12, without)
  const training = createTrainingHandlers(test.context)
  const prediction = createPredictionHandlers(test.context)
  const dataset = await training['datasets.freeze'](datasetSettingsSchema.parse({ name: 'All', modalities: [] }))
  const train = async (settings: Partial<TrainingSettings>, datasetId = dataset.id) => {
    const { runId, jobId } = await training['runs.start']({ datasetId, settings: trainingSettingsSchema.parse({ ...quick, ...settings }) })
    const job = await test.context.jobs.whenFinished(jobId)
    const run = (await training['runs.list'](null)).find(({ id }) => id === runId)
    return { runId, job, run }
  }
  const exported = async (runId: string, name: string) =>
    prediction['models.export']({ runId, path: join(test.library.directory, 'models', `${name}.onnx`) })
  return { ...test, training, prediction, dataset, train, exported }
}

async function predict(test: Awaited<ReturnType<typeof studio>>, modelId: number, request: { paths?: string[]; wholeLibrary?: true }) {
  const started = await test.prediction['predictions.start']({ modelId, paths: [], excerptsPerTrack: 1, ...request })
  const job = await test.context.jobs.whenFinished(started.jobId)
  const rows = predictionChannels['predictions.rows'].result.parse(
    await test.prediction['predictions.rows']({ predictionId: started.predictionId }),
  )
  return { job, rows }
}

describe('all five networks', () => {
  let test: Awaited<ReturnType<typeof studio>>
  const trained = new Map<string, Awaited<ReturnType<Awaited<ReturnType<typeof studio>>['train']>>>()
  beforeAll(async () => {
    test = await studio([10])
    // The fusions go on from the runs before them, as in the study.
    for (const modality of publishedNames) trained.set(modality, await test.train({ modality }))
  }, 120_000)

  afterAll(() => test.library.close())

  it('stand beside a recommended audio network, which is exported and predicts; fusions leave it alone', async () => {
    const recommended = { ...recommendedSettingsFor('audio'), folds: 0, thenFitAll: false, epochs: 2, hiddenUnits: 4, batchSize: 4 }
    const { run, runId } = await test.train({ ...recommended })
    expect(run).toMatchObject({ state: 'done', network: { name: 'recommended audio' } })
    const { job, rows } = await predict(test, (await test.exported(runId, 'recommended')).modelId, { wholeLibrary: true })
    expect(job?.state).toBe('done')
    expect(rows.length).toBeGreaterThan(0)
    for (const { valence, arousal } of rows) expect(Math.max(Math.abs(valence), Math.abs(arousal))).toBeLessThanOrEqual(1)
    const refused = test.train({ modality: 'audio-lyrics', fusion: fusionSettingsSchema.parse({ runs: { audio: runId } }) })
    await expect(refused).rejects.toMatchObject({ code: 'unsupported' })
  })

  it('stand beside a recommended network of lyrics, which trains its word vectors and is exported with its vocabulary', async () => {
    const settings = { ...recommendedSettingsFor('lyrics'), folds: 0, thenFitAll: false, epochs: 2, hiddenUnits: 4, batchSize: 4 }
    const { run, runId } = await test.train({ ...settings, modality: 'lyrics' })
    expect(run).toMatchObject({ state: 'done', network: { name: 'recommended lyrics' } })
    const vectors = run?.network.branches[0]?.layers[0]
    expect(vectors).toEqual({ type: 'embedding', size: 100, trained: true })
    const { job, rows } = await predict(test, (await test.exported(runId, 'recommended-lyrics')).modelId, { wholeLibrary: true })
    expect(job?.state).toBe('done')
    expect(rows.length).toBeGreaterThan(0)
  })

  it('are trained, the fusions from the runs before them; what lacks a text is left out', () => {
    expect([...trained.values()].map(({ run }) => run?.state)).toEqual(publishedNames.map(() => 'done'))
    expect(trained.get('audio')?.job?.value).toMatchObject({ setAside: [], notes: [] })
    expect(trained.get('lyrics')?.job?.value).toMatchObject({ setAside: [{ path: 'Artist 1 – Song 11', reason: 'It has no lyrics.' }] })
    expect(trained.get('lyrics')?.run?.metrics).not.toBeNull()
    const { run } = trained.get('audio-comments') ?? {}
    expect(run?.settings.fusion?.runs).toEqual({ audio: trained.get('audio')?.runId, comments: trained.get('comments')?.runId })
    expect(run?.network.branches.map(({ modality, frozen }) => [modality, frozen])).toEqual([
      ['audio', true],
      ['comments', true],
    ])
    expect(existsSync(join(test.library.directory, 'runs', run?.id ?? '', 'branches'))).toBe(true)
  })

  it('learn word vectors first when the library has none, and say so', () => {
    expect(trained.get('lyrics')?.job).toMatchObject({
      value: {
        notes: [
          expect.stringMatching(/no word vectors of 100 numbers for lyrics: “Learnt from lyrics 1” \(100 numbers, \d+ words\)/),
          expect.stringMatching(/“Learnt from lyrics 1” were learnt from texts of (\d+) of the \1 tracks held out, without their labels/),
        ],
      },
      outcome: expect.stringContaining('was learnt'),
    })
    expect(trained.get('audio-lyrics')?.job?.value).toMatchObject({ notes: [expect.stringContaining('tracks held out')] })
  })

  it('say how many of the tracks held out their word vectors have read, in the run and in the card', async () => {
    const { run } = trained.get('audio-lyrics') ?? {}
    const [read] = run?.vectorsRead ?? []
    expect(read).toMatchObject({ kind: 'lyrics', embedding: 'Learnt from lyrics 1', read: read?.heldOut })
    expect(read?.read).toBeGreaterThan(0)
    expect(trained.get('audio')?.run?.vectorsRead).toEqual([])
    const { path } = await test.exported(run?.id ?? '', 'said')
    expect((await inspectModel(path)).properties.vectorsRead).toEqual(run?.vectorsRead)
  })

  it.each(publishedNames)('are exported and predict the library: %s', async (modality) => {
    const model = await test.exported(trained.get(modality)?.runId ?? '', modality)
    const { properties } = await inspectModel(model.path)
    expect(properties.modality).toBe(modality)
    for (const { file, size } of properties.vocabularies) {
      expect(existsSync(join(test.library.directory, 'models', file))).toBe(true)
      expect(size).toBeGreaterThan(10)
    }
    const { rows, job } = await predict(test, model.modelId, { wholeLibrary: true })
    expect(rows).toHaveLength(modality === 'audio' ? 12 : 11)
    const lacking = modality.split('-').at(-1)
    expect(job?.value).toMatchObject({
      setAside: modality === 'audio' ? [] : [{ path: 'Artist 1 – Song 11', reason: `It has no ${lacking}.` }],
    })
    // What the exported graph says of a track is what the training engine said.
    const wanted = await test.training['runs.predictions']({ runId: trained.get(modality)?.runId ?? '', split: 'all' })
    for (const { trackId, valence, arousal } of wanted) {
      const row = rows.find((found) => found.trackId === trackId)
      expect(row?.valence).toBeCloseTo(valence, 4)
      expect(row?.arousal).toBeCloseTo(arousal, 4)
    }
  })

  it('predict files with texts beside them, and texts alone', async () => {
    const folder = temporaryFolder()
    copyFileSync(join(test.library.directory, 'audio', 'song 1.wav'), join(folder, 'one.wav'))
    copyFileSync(join(test.library.directory, 'audio', 'song 2.wav'), join(folder, 'two.wav'))
    writeFileSync(join(folder, 'one.lyrics.txt'), 'sunshine dancing smile')
    const fusion = await test.exported(trained.get('audio-lyrics')?.runId ?? '', 'fusion')
    const both = await predict(test, fusion.modelId, { paths: [folder] })
    expect(both.rows.map(({ path }) => path)).toEqual([join(folder, 'one.wav')])
    expect(both.job?.value).toMatchObject({
      setAside: [{ path: join(folder, 'two.wav'), reason: expect.stringContaining('It has no lyrics') }],
    })
    const lyrics = await test.exported(trained.get('lyrics')?.runId ?? '', 'texts')
    expect((await predict(test, lyrics.modelId, { paths: [folder] })).rows.map(({ path }) => path)).toEqual([
      join(folder, 'one.lyrics.txt'),
    ])
    rmSync(join(test.library.directory, 'models', 'texts.lyrics.json'))
    expect((await predict(test, lyrics.modelId, { paths: [folder] })).job?.failure?.message).toMatch(/texts\.lyrics\.json.*is not there/)
  })

  it('can be fine-tuned, cut to their first blocks, and joined from runs by name', async () => {
    const runs = { audio: trained.get('audio')?.runId ?? '', lyrics: trained.get('lyrics')?.runId ?? '' }
    const { run } = await test.train({
      modality: 'audio-lyrics',
      fusion: { runs, frozen: false, keepBlocks: { audio: 1 }, share: null, shareUnits: 256 },
    })
    expect(run?.state).toBe('done')
    const [audio] = run?.network.branches ?? []
    expect(audio?.frozen).toBe(false)
    expect(audio?.layers.map(({ type }) => type)).toEqual([
      'normalisation',
      'convolution',
      'batch-normalisation',
      'relu',
      'max-pooling',
      'average-pooling',
      'flatten',
    ])
    expect(existsSync(join(test.library.directory, 'runs', run?.id ?? '', 'branches'))).toBe(false)
    await expect(
      test.train({ modality: 'audio-lyrics', fusion: { runs, frozen: true, keepBlocks: { audio: 3 }, share: null, shareUnits: 256 } }),
    ).rejects.toThrow(/has 2 convolution blocks; 3/)
    await expect(
      test.train({
        modality: 'audio-lyrics',
        fusion: { runs: { ...runs, lyrics: runs.audio }, frozen: true, keepBlocks: {}, share: null, shareUnits: 256 },
      }),
    ).rejects.toThrow(/has no lyrics branch/)
    await expect(test.train({ modality: 'audio-lyrics', folds: 2 })).rejects.toThrow(/cannot be trained in folds/)
  })
})

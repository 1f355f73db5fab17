import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DatasetSettings, datasetSettingsSchema, runSchema } from '@shared/contract/training'
import { type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import { trainedPredictionsSchema } from '@shared/contract/workers/training'
import { publishedScheme } from '@shared/domain/schemes/published'
import { createPredictionHandlers } from '@main/prediction/prediction-handlers'
import { initialWeights } from '@main/network/initial-weights'
import { planForRule } from '@main/network/plan-for-rule'
import { decodeSafetensors } from '@main/network/safetensors'
import { inspectModel } from '@main/onnx/inspect-model'
import { datasetSamples } from '@main/store/dataset-samples'
import { insertLabelVersion } from '@main/store/label-versions'
import { insertLexicon } from '@main/store/lexicons'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { createTestContext } from '../../../helpers/service-context'
import { shortRule } from '../../../helpers/short-songs'
import { addSongsWithTexts } from '../../../helpers/songs-with-texts'
import { trainingWorkers } from '../../../helpers/training-workers'

const quick = { epochs: 1, filters: 2, hiddenUnits: 4, batchSize: 4 } as const

function studio() {
  const test = createTestContext({ runWorker: trainingWorkers(), kept: true })
  addSongsWithTexts(test.library, 16)
  const handlers = createTrainingHandlers(test.context)
  const freeze = async (name: string, settings: Partial<DatasetSettings> = {}) =>
    (await handlers['datasets.freeze'](datasetSettingsSchema.parse({ name, modalities: [], excerptRule: shortRule, ...settings }))).id
  const train = async (datasetId: number, settings: Partial<TrainingSettings>) => {
    const { runId, jobId } = await handlers['runs.start']({ datasetId, settings: trainingSettingsSchema.parse({ ...quick, ...settings }) })
    const job = await test.context.jobs.whenFinished(jobId)
    return { runId, job, run: runSchema.parse((await handlers['runs.list'](null)).find(({ id }) => id === runId)) }
  }
  const tracksIn = (datasetId: number, set: 'train' | 'test') =>
    datasetSamples(test.library.database, datasetId)
      .filter(({ split }) => split === set)
      .map(({ trackId }) => trackId)
  return { ...test, handlers, freeze, train, tracksIn }
}

describe('a fusion of runs', () => {
  const test = studio()
  const runs = { audio: '', lyrics: '' }
  const fusion = (named = runs) => ({
    modality: 'audio-lyrics' as const,
    fusion: { runs: named, frozen: true, keepBlocks: {}, share: null, shareUnits: 256 },
  })
  const losses = new Map<string, unknown>()
  let [own, other] = [0, 0]
  beforeAll(async () => {
    own = await test.freeze('Own')
    other = await test.freeze('Other', { seed: 5 })
    runs.audio = (await test.train(own, { modality: 'audio' })).runId
    runs.lyrics = (await test.train(own, { modality: 'lyrics' })).runId
  })
  afterAll(() => test.library.close())

  it('on their own dataset leaks nothing', async () => {
    const { run, job } = await test.train(own, fusion())
    expect(run.leak).toMatchObject({ leaked: 0 })
    expect(job?.value).toMatchObject({ notes: [expect.stringContaining('tracks held out')] })
  })

  it('on another dataset carries the tracks of its test set that the branches learnt from, and says so everywhere', async () => {
    const learnt = new Set(test.tracksIn(own, 'train'))
    const tested = test.tracksIn(other, 'test')
    const known = tested.filter((trackId) => learnt.has(trackId)).length
    expect(known).toBeGreaterThan(0)
    const { run, job } = await test.train(other, fusion())
    expect(run.leak).toMatchObject({ rows: tested.length, leaked: known })
    expect(job?.outcome).toContain(`The audio branch of “audio 1” learnt on “Own” from ${known} of the ${tested.length} test tracks`)
    const model = await createPredictionHandlers(test.context)['models.export']({
      runId: run.id,
      path: join(test.library.directory, 'models', 'fusion.onnx'),
    })
    expect((await inspectModel(model.path)).properties.split).toEqual({ form: 'sound', groupBy: 'track', leak: run.leak })
    expect(readFileSync(join(test.library.directory, 'models', 'fusion.md'), 'utf8')).toContain(
      `(${known} of ${tested.length}) are of tracks that were trained on too`,
    )
    // A branch that is handed on brings along what it learnt from.
    const again = await test.train(own, fusion({ audio: run.id, lyrics: runs.lyrics }))
    const both = new Set([...learnt, ...test.tracksIn(other, 'train')])
    expect(again.run.leak?.leaked).toBe(test.tracksIn(own, 'test').filter((trackId) => both.has(trackId)).length)
  })

  it.each(['onnx', 'tensorflow'] as const)(
    'with shares trains a projection behind its frozen branches, by %s',
    async (engine) => {
      const shared = { ...fusion().fusion, share: 0.75, shareUnits: 8 }
      const { run, job } = await test.train(own, { ...fusion(), fusion: shared, engine, device: 'cpu', epochs: 2 })
      expect(job).toMatchObject({ state: 'done' })
      expect(
        run.network.branches.map(({ layers, frozen, frozenLayers }) => [layers.at(-1), frozen, layers.length - (frozenLayers ?? 0)]),
      ).toEqual([
        [{ type: 'linear', units: 6 }, true, 1],
        [{ type: 'linear', units: 2 }, true, 1],
      ])
      const weightsOf = (id: string) => readFileSync(join(test.library.directory, 'runs', id, 'weights.safetensors'))
      const [trained, source] = [run.id, runs.audio].map((id) => decodeSafetensors(weightsOf(id), id).weights)
      expect(trained?.get('audio.1.weight')).toEqual(source?.get('audio.1.weight'))
      const plan = planForRule(run.network, shortRule)
      const begun = initialWeights(plan, 1)
      const last = `audio.${(run.network.branches[0]?.layers.length ?? 0) - 1}.weight`
      expect(trained?.get(last)?.dims).toEqual(begun.get(last)?.dims)
      expect(trained?.get(last)?.data).not.toEqual(begun.get(last)?.data)
      const epochs = await test.handlers['runs.epochs']({ runId: run.id })
      losses.set(
        engine,
        epochs.map(({ trainLoss, validationLoss }) => [trainLoss.toFixed(3), validationLoss?.toFixed(3)]),
      )
      // Both engines mean the same by it.
      if (losses.size === 2) expect(losses.get('onnx')).toEqual(losses.get('tensorflow'))
      // A further fusion takes the branch without what set its share.
      const again = await test.train(own, { ...fusion({ audio: run.id, lyrics: runs.lyrics }), engine, device: 'cpu' })
      expect(again.run.network.branches[0]?.layers.at(-1)).toEqual({ type: 'flatten' })
    },
    60_000,
  )

  it('is refused where they cut excerpts by other rules', async () => {
    const path = join(test.library.directory, 'runs', runs.audio, 'inputs.json')
    const kept = readFileSync(path, 'utf8')
    writeFileSync(
      path,
      JSON.stringify({
        ...(JSON.parse(kept) as object),
        excerptRule: { sampleRate: 44_100, sourceSeconds: 30, segmentSeconds: 5, keptSegmentSeconds: 3 },
      }),
    )
    const { run, job } = await test.train(own, fusion())
    writeFileSync(path, kept)
    expect(job?.failure).toMatchObject({
      code: 'invalid-argument',
      message:
        'The run “audio 1” learnt from excerpts that were cut by another rule (30 s, 3 s of every 5 s) than this ' +
        'dataset’s (5 s, every second of them).',
    })
    expect(run.state).toBe('failed')
  })

  it('is refused where they learnt from labels of another lexicon', async () => {
    const { database } = test.library
    const version = (lexiconId: number): number =>
      insertLabelVersion(database, {
        scheme: publishedScheme,
        lexiconId,
        note: '',
        author: '',
        createdAt: '2026',
        labels: [{ trackId: 1, valence: 0, arousal: 0 }],
        unlabelled: 0,
      })
    const mine = insertLexicon(database, {
      name: 'Mine',
      source: 'me',
      licence: 'none',
      words: [{ word: 'joy', valence: 1, arousal: 0 }],
      createdAt: '2026',
    })
    const setVersion = (datasetId: number, id: number | null): unknown =>
      database.prepare('UPDATE datasets SET version_id = ? WHERE id = ?').run(id, datasetId)
    setVersion(own, version(1))
    setVersion(other, version(mine.id))
    await expect(test.train(other, fusion())).rejects.toThrow(
      /“audio 1” learnt from labels of the lexicon Circumplex 27; this dataset's come from Mine/,
    )
    setVersion(own, null)
    setVersion(other, null)
  })
})

describe('a run on a dataset that was split as published', () => {
  it('carries the leak, in its folds none', async () => {
    const test = studio()
    const id = await test.freeze('Published', { form: 'as-published', balance: { kind: 'fixed', perQuadrant: 20 } })
    const { run } = await test.train(id, { modality: 'audio' })
    expect(run.split).toEqual({ form: 'as-published', groupBy: 'track' })
    expect(run.leak?.share).toBeGreaterThan(0.3)
    expect((await test.train(id, { modality: 'audio', folds: 2 })).run.leak).toBeUndefined()
    // One prediction a track is kept, that of the track as it is; metrics count the copies of the test set too.
    const originals = datasetSamples(test.library.database, id).filter(({ copy }) => copy === 0)
    const kept = await test.handlers['runs.predictions']({ runId: run.id, split: 'all' })
    expect(kept.map(({ trackId, split }) => [trackId, split])).toEqual(originals.map(({ trackId, split }) => [trackId, split]))
    const { predictions } = trainedPredictionsSchema.parse(
      JSON.parse(readFileSync(join(test.library.directory, 'runs', run.id, 'predictions.json'), 'utf8')),
    )
    for (const { trackId, valence } of kept)
      expect(predictions.find((row) => row.trackId === trackId && row.copy === 0)?.valence).toBe(valence)
    expect(run.metrics?.tracks).toBe(predictions.filter(({ split }) => split === 'test').length)
    expect(run.metrics?.tracks).toBeGreaterThan(kept.filter(({ split }) => split === 'test').length)
    test.library.close()
  })
})

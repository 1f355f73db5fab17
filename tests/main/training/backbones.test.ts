import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { backboneChannels } from '@shared/contract/backbones'
import { predictionChannels } from '@shared/contract/prediction'
import { datasetSettingsSchema, runSchema } from '@shared/contract/training'
import { type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import { trainedPredictionsSchema } from '@shared/contract/workers/training'
import type { BaselineName } from '@shared/domain/baseline'
import { encodeModel } from '@main/onnx/encode-model'
import { inspectModel } from '@main/onnx/inspect-model'
import { createPredictionHandlers } from '@main/prediction/prediction-handlers'
import { chosenRun } from '@main/reporting/paper/chosen-run'
import { methodsOf } from '@main/reporting/paper/methods'
import { createRunFileHandlers } from '@main/training/bundles/run-file-handlers'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { backboneFixture } from '../../helpers/backbone-fixtures'
import { madeUpBackbone, madeUpCard, madeUpUnits, writeBackbone } from '../../helpers/backbones'
import { createTestContext } from '../../helpers/service-context'
import { addSongsWithTexts } from '../../helpers/songs-with-texts'
import { trainingWorkers } from '../../helpers/training-workers'

const songs = 8
const excerptRule = { lengthSeconds: 6, segmentSeconds: 3, keptSegmentSeconds: 2 }
const quick = { modality: 'backbone', epochs: 2, hiddenUnits: 4, batchSize: 4, engine: 'onnx', architecture: 'recommended' } as const

/** A library of songs with a made-up backbone beside it, frozen with all of them. */
async function studio() {
  const test = createTestContext({ runWorker: trainingWorkers(), kept: true })
  addSongsWithTexts(test.library, songs)
  const { jobs } = test.context
  const training = createTrainingHandlers(test.context)
  const prediction = createPredictionHandlers(test.context)
  const { id: datasetId } = await training['datasets.freeze'](datasetSettingsSchema.parse({ name: 'All', modalities: [], excerptRule }))
  const elsewhere = join(test.library.directory, 'elsewhere')
  mkdirSync(elsewhere)
  const add = async (path: string, name?: string) => {
    const { jobId } = await training['backbones.add']({ path, ...(name !== undefined && { name }) })
    return jobs.whenFinished(jobId)
  }
  const train = async (settings: Partial<TrainingSettings> = {}) => {
    const { runId, jobId } = await training['runs.start']({ datasetId, settings: trainingSettingsSchema.parse({ ...quick, ...settings }) })
    const job = await jobs.whenFinished(jobId)
    expect(job).toMatchObject({ state: 'done' })
    return runSchema.parse((await training['runs.list'](null)).find(({ id }) => id === runId))
  }
  const predict = async (modelId: number) => {
    const { jobId, predictionId } = await prediction['predictions.start']({ modelId, paths: [], wholeLibrary: true, excerptsPerTrack: 1 })
    await jobs.whenFinished(jobId)
    const rows = predictionChannels['predictions.rows'].result.parse(await prediction['predictions.rows']({ predictionId }))
    return new Map(rows.map(({ trackId, valence, arousal }) => [trackId, [valence, arousal]]))
  }
  const exportedBaseline = async (runId: string, baseline: BaselineName, path: string) => {
    const { jobId } = await prediction['models.exportBaseline']({ runId, baseline, path })
    return predictionChannels['models.export'].result.parse((await jobs.whenFinished(jobId))?.value)
  }
  return { ...test, training, prediction, datasetId, elsewhere, add, train, predict, exportedBaseline }
}

describe('a backbone', () => {
  let test: Awaited<ReturnType<typeof studio>>
  let path: string
  beforeAll(async () => {
    test = await studio()
    path = writeBackbone(test.elsewhere)
    return () => test.library.close()
  }, 60_000)
  const list = async () => backboneChannels['backbones.list'].result.parse(await test.training['backbones.list'](null))
  const folders = (): string[] =>
    existsSync(join(test.library.directory, 'backbones')) ? readdirSync(join(test.library.directory, 'backbones')) : []

  it('is needed before a network can read one', () => {
    const ask = () => test.training['runs.start']({ datasetId: test.datasetId, settings: trainingSettingsSchema.parse(quick) })
    return expect(ask).rejects.toThrow('The library has no backbone to read.')
  })

  it.each([
    ['external', 'file-invalid', /keeps its numbers in another file/u],
    ['short', 'invalid-argument', /wants 15600 samples/u],
    ['not finite', 'unsupported', /gives numbers of a tone with noise that are not finite/u],
  ] as const)('is refused, and nothing is left of it: %s', async (name, code, message) => {
    const refused = join(test.elsewhere, 'refused.onnx')
    writeFileSync(refused, backboneFixture(name).bytes)
    writeFileSync(refused.replace('.onnx', '.json'), JSON.stringify(madeUpCard()))
    expect(await test.add(refused)).toMatchObject({ state: 'failed', failure: { code, message: expect.stringMatching(message) } })
    expect([await list(), folders()]).toEqual([[], []])
  })

  it('is refused without a card, and with one that is none', async () => {
    const lonely = join(test.elsewhere, 'lonely.onnx')
    writeFileSync(lonely, encodeModel(madeUpBackbone(), {}))
    expect(await test.add(lonely)).toMatchObject({ failure: { message: 'lonely.onnx has no card: lonely.json is not beside it.' } })
    writeFileSync(lonely.replace('.onnx', '.json'), '{')
    expect(await test.add(lonely)).toMatchObject({ failure: { message: expect.stringContaining('lonely.json is no JSON') } })
    expect(await test.add(join(test.elsewhere, 'nowhere.onnx'))).toMatchObject({ failure: { code: 'file-missing' } })
  })

  it('is added one at a time; nothing is left of one that was cancelled, nor of one that a crash broke off', async () => {
    mkdirSync(join(test.library.directory, 'backbones', 'adding', 'deep'), { recursive: true })
    const { jobId } = await test.training['backbones.add']({ path })
    expect(() => test.training['backbones.add']({ path, name: 'Other' })).toThrow('A backbone is being added already.')
    test.context.jobs.cancel(jobId)
    expect(await test.context.jobs.whenFinished(jobId)).toMatchObject({ state: 'cancelled' })
    expect([await list(), folders()]).toEqual([[], []])
  })

  it('is tried, copied and listed; the same one, or another of its name, is refused', async () => {
    expect(await test.add(path)).toMatchObject({ state: 'done', outcome: `“Listener” added: ${madeUpUnits} numbers of an excerpt` })
    expect(await list()).toMatchObject([{ id: 1, name: 'Listener', units: madeUpUnits, card: { licence: 'CC0-1.0', pooling: 'mean' } }])
    expect(folders()).toEqual(['1'])
    expect(await test.add(path)).toMatchObject({ failure: { message: 'There is a backbone named “Listener” already.' } })
    expect(await test.add(path, 'Other')).toMatchObject({ failure: { code: 'nothing-to-do' } })
    expect(folders()).toEqual(['1'])
    rmSync(path)
  })

  it('is read by networks and baselines, whose exported models are one file and predict alike', async () => {
    const run = await test.train()
    expect(run.network.branches).toEqual([{ modality: 'backbone', layers: [], frozen: false, units: madeUpUnits }])
    expect(run).toMatchObject({ settings: { backboneId: 1 }, levelShift: null })
    expect(run.baselines.map(({ name }) => name)).toEqual(expect.arrayContaining(['ridge', 'forest', 'boosting', 'neighbours']))
    const directory = join(test.library.directory, 'runs', run.id)
    const { predictions } = trainedPredictionsSchema.parse(JSON.parse(readFileSync(join(directory, 'predictions.json'), 'utf8')))
    const model = join(test.library.directory, 'models', 'network.onnx')
    const { modelId } = await test.prediction['models.export']({ runId: run.id, path: model })
    const found = await test.predict(modelId)
    expect(test.context.jobs.list().find(({ kind }) => kind === 'prediction')?.outcome).toContain(`${songs} of them from cached features`)
    expect(found.size).toBe(songs)
    for (const { trackId, valence, arousal } of predictions) {
      expect(found.get(trackId)?.[0]).toBeCloseTo(valence, 5)
      expect(found.get(trackId)?.[1]).toBeCloseTo(arousal, 5)
    }
    const card = readFileSync(model.replace('.onnx', '.md'), 'utf8')
    expect(card).toMatch(/\| Backbone \| Listener, SHA-256 `[0-9a-f]{64}`; reads the waveform at 16000 Hz, made from 22,050 Hz \|/u)
    expect(card).toContain('| Licence of the backbone | CC0-1.0 |')
    expect((await inspectModel(model)).properties).toMatchObject({ modality: 'backbone', backbone: { name: 'Listener' } })
    const exported = await test.exportedBaseline(run.id, 'ridge', join(test.library.directory, 'models', 'ridge.onnx'))
    const points = await test.predict(exported.modelId)
    const stored = test.library.database
      .prepare<[string], { trackId: number; valence: number; arousal: number }>(
        "SELECT track_id AS trackId, valence, arousal FROM run_baseline_predictions WHERE run_id = ? AND baseline = 'ridge'",
      )
      .all(run.id)
    expect(stored.length).toBeGreaterThan(0)
    for (const { trackId, valence, arousal } of stored) {
      expect(points.get(trackId)?.[0]).toBeCloseTo(valence, 5)
      expect(points.get(trackId)?.[1]).toBeCloseTo(arousal, 5)
    }
  }, 60_000)

  it('stands in the stack of a run with folds, in one file', async () => {
    const run = await test.train({ folds: 2, thenFitAll: true })
    const stack = await test.exportedBaseline(run.id, 'stack', join(test.elsewhere, 'stack.onnx'))
    const { properties } = await inspectModel(stack.path)
    expect(properties).toMatchObject({ baseline: { name: 'stack', folds: 2 }, backbone: { name: 'Listener' } })
    expect((await test.predict(stack.modelId)).size).toBe(songs)
  })

  it('is computed once a file', async () => {
    const folder = readdirSync(join(test.library.directory, 'features')).find((name) => name.startsWith('backbone-')) ?? ''
    const before = readdirSync(join(test.library.directory, 'features', folder), { recursive: true }).length
    await test.train({ hiddenUnits: 0, name: 'linear' } as Partial<TrainingSettings>)
    expect(readdirSync(join(test.library.directory, 'features', folder), { recursive: true })).toHaveLength(before)
  }, 30_000)

  it('is read beside other modalities by a network of one’s own, whose model is one file too', async () => {
    const network = {
      name: 'both',
      branches: [
        { modality: 'audio', frozen: false, layers: [{ type: 'average-pooling', size: 40, stride: 40 }, { type: 'flatten' }] },
        { modality: 'backbone', frozen: false, layers: [] },
      ],
      head: [{ type: 'batch-normalisation' }, { type: 'linear', units: 2 }],
    } as const
    const run = await test.train({ network })
    expect(run.network.branches.map(({ units }) => units)).toEqual([undefined, madeUpUnits])
    const { modelId } = await test.prediction['models.export']({ runId: run.id, path: join(test.library.directory, 'models', 'both.onnx') })
    const found = await test.predict(modelId)
    const { predictions } = trainedPredictionsSchema.parse(
      JSON.parse(readFileSync(join(test.library.directory, 'runs', run.id, 'predictions.json'), 'utf8')),
    )
    for (const { trackId, arousal } of predictions) expect(found.get(trackId)?.[1]).toBeCloseTo(arousal, 4)
    const misfit = {
      ...network,
      branches: network.branches.map((branch) => ({ ...branch, ...(branch.modality === 'backbone' && { units: 9 }) })),
    }
    await expect(test.train({ network: misfit })).rejects.toThrow('The backbone branch of “both” wants 9 numbers; “Listener” gives 6.')
  }, 60_000)

  it('is recognised by file and card where a bundle of a run is trained again', async () => {
    const files = createRunFileHandlers(test.context)
    const bundle = join(test.elsewhere, 'run.bundle')
    const [run] = await test.training['runs.list'](null)
    await files['runs.bundle']({ runId: run?.id ?? '', path: bundle })
    const other = createTestContext({ runWorker: trainingWorkers() })
    addSongsWithTexts(other.library, songs)
    const elsewhere = createRunFileHandlers(other.context)
    const lack = /reads the backbone “Listener” \(SHA-256 [0-9a-f]{12}…\), which this library does not have with the same card\./u
    expect((await elsewhere['bundles.read']({ path: bundle })).differences).toEqual([expect.stringMatching(lack)])
    await expect(elsewhere['bundles.train']({ path: bundle, leaveOut: false })).rejects.toThrow(lack)
    const { jobId } = await createTrainingHandlers(other.context)['backbones.add']({ path: writeBackbone(test.elsewhere), name: 'Same' })
    await other.context.jobs.whenFinished(jobId)
    expect((await elsewhere['bundles.read']({ path: bundle })).differences).toEqual([])
  })

  it('is named with its licence in the methods of a report', async () => {
    const [run] = await test.training['runs.list'](null)
    const said = methodsOf(chosenRun(test.library, run?.id ?? ''))
    expect(said).toMatch(/the output of the pretrained model “Listener” \(SHA-256 [0-9a-f]{16}…, CC0-1\.0\)\./u)
  })

  it('stays while runs read it', async () => {
    await expect(test.training['backbones.remove']({ backboneId: 1 })).rejects.toThrow(/“backbone 1”, .* read the backbone “Listener”/u)
    for (const { id } of await test.training['runs.list'](null)) await test.training['runs.delete']({ runId: id })
    await test.training['backbones.remove']({ backboneId: 1 })
    expect([await list(), folders()]).toEqual([[], []])
  })
})

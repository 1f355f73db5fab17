import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { predictionChannels } from '@shared/contract/prediction'
import { datasetSettingsSchema, type Run, runSchema } from '@shared/contract/training'
import { type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import { baselinePredictionsSchema } from '@shared/contract/workers/baselines'
import { baselineDescriptors, type BaselineName, type LearntBaselineName, learntBaselineNames } from '@shared/domain/baseline'
import { inspectModel } from '@main/onnx/inspect-model'
import { createPredictionHandlers } from '@main/prediction/prediction-handlers'
import { type Dimension, dimensions } from '@shared/domain/plane'
import { evidenceBySource } from '@main/store/evidence'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { createTestContext } from '../../helpers/service-context'
import { addSongsWithTexts } from '../../helpers/songs-with-texts'
import { trainingWorkers } from '../../helpers/training-workers'

const songs = 16
const quick = { epochs: 1, filters: 2, hiddenUnits: 4, batchSize: 4, engine: 'onnx' } as const

/** A library of 16 songs with texts, frozen with all of them. */
async function studio() {
  const test = createTestContext({ runWorker: trainingWorkers(), kept: true })
  addSongsWithTexts(test.library, songs)
  const training = createTrainingHandlers(test.context)
  const prediction = createPredictionHandlers(test.context)
  const { id: datasetId } = await training['datasets.freeze'](datasetSettingsSchema.parse({ name: 'All', modalities: [] }))
  const models = join(test.library.directory, 'models')
  const train = async (settings: Partial<TrainingSettings>) => {
    const { runId, jobId } = await training['runs.start']({ datasetId, settings: trainingSettingsSchema.parse({ ...quick, ...settings }) })
    await test.context.jobs.whenFinished(jobId)
    return runSchema.parse((await training['runs.list'](null)).find(({ id }) => id === runId))
  }
  const exported = async (runId: string, baseline: BaselineName) => {
    const path = join(models, `${runId}-${baseline}.onnx`)
    const { jobId } = await prediction['models.exportBaseline']({ runId, baseline, path })
    const job = await test.context.jobs.whenFinished(jobId)
    expect(job?.failure).toBeNull()
    return { job, ...predictionChannels['models.export'].result.parse(job?.value) }
  }
  const predict = async (modelId: number) => {
    const { jobId, predictionId } = await prediction['predictions.start']({
      modelId,
      paths: [],
      wholeLibrary: true,
      excerptsPerTrack: 1,
    })
    await test.context.jobs.whenFinished(jobId)
    return predictionChannels['predictions.rows'].result.parse(await prediction['predictions.rows']({ predictionId }))
  }
  return { ...test, training, prediction, models, train, exported, predict }
}

/** What a run measured its baselines by. */
function measuredBy(test: Awaited<ReturnType<typeof studio>>, run: Run) {
  const path = join(test.library.directory, 'runs', run.id, 'baselines.json')
  return baselinePredictionsSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
}

/** The weights of a stack's members as its card says them, by their titles. */
function weightsIn(words: string): Map<string, Record<Dimension, number>> {
  const weights = new Map<string, Record<Dimension, number>>()
  for (const dimension of dimensions) {
    const listed = new RegExp(`${dimension}: ([^;]*)`, 'u').exec(words)?.[1] ?? ''
    for (const [, title = '', weight] of listed.matchAll(/([a-z ]+?) (\d\.\d+)/gu)) {
      const name = title.trim()
      weights.set(name, { ...(weights.get(name) ?? { valence: 0, arousal: 0 }), [dimension]: Number(weight) })
    }
  }
  return weights
}

describe('a baseline of a run', () => {
  let test: Awaited<ReturnType<typeof studio>>
  let audio: Run
  let lyrics: Run
  beforeAll(async () => {
    test = await studio()
    audio = await test.train({ modality: 'audio' })
    lyrics = await test.train({ modality: 'lyrics' })
    return () => test.library.close()
  }, 60_000)

  /** Exports some baselines of a run and holds their predictions of the library against what the run measured. */
  const comparePredictions = async (run: Run, names: readonly LearntBaselineName[]): Promise<void> => {
    const { samples, models } = measuredBy(test, run)
    for (const name of names) {
      const { valence, arousal } = models.find((model) => model.name === name) ?? { valence: [], arousal: [] }
      expect(valence).toHaveLength(samples.length)
      const rows = await test.predict((await test.exported(run.id, name)).modelId)
      expect(rows).toHaveLength(songs)
      samples.forEach(({ trackId }, index) => {
        const row = rows.find((one) => one.trackId === trackId)
        expect(row?.valence).toBeCloseTo(valence[index] ?? NaN, 5)
        expect(row?.arousal).toBeCloseTo(arousal[index] ?? NaN, 5)
      })
    }
  }

  it('of audio predicts as a model what it was measured by', () => comparePredictions(audio, ['mean', 'boosting']), 30_000)
  it('of lyrics does so, with its vocabulary beside it', () => comparePredictions(lyrics, learntBaselineNames), 30_000)

  it('says in its file, its card and the list of models what it is and how good', async () => {
    const { path, modelId, job } = await test.exported(audio.id, 'ridge')
    const { properties } = await inspectModel(path)
    const { train } = properties.tracks
    expect(properties).toMatchObject({
      name: `${audio.name}: ridge regression`,
      modality: 'audio',
      network: null,
      baseline: { name: 'ridge', reads: 'summary features', chosen: expect.stringMatching(/^penalty \d+$/), folds: 0, samples: train },
      metrics: audio.baselines.find(({ name }) => name === 'ridge')?.metrics,
    })
    const card = readFileSync(path.replace('.onnx', '.md'), 'utf8')
    expect(card).toMatch(
      /\| Learner \| ridge regression on summary features, penalty \d+; learnt from the \d+ samples of the training set \|/,
    )
    const listed = (await test.prediction['models.list'](null)).find(({ id }) => id === modelId)
    expect(listed).toMatchObject({ name: properties.name, baseline: 'ridge', card, missing: false })
    expect(job).toMatchObject({ state: 'done', outcome: expect.stringContaining(`learnt from ${train} samples`) })
    expect(await test.prediction['models.add']({ path })).toMatchObject({ id: modelId, baseline: 'ridge' })
  })

  it('of a run with folds learns from all samples, and its card cites the out-of-fold figures', async () => {
    const run = await test.train({ modality: 'lyrics', folds: 4 })
    const { path, modelId } = await test.exported(run.id, 'forest')
    const { properties } = await inspectModel(path)
    expect(properties.baseline).toMatchObject({ folds: 4, samples: songs })
    const card = readFileSync(path.replace('.onnx', '.md'), 'utf8')
    expect(card).toContain(`learnt from all ${songs} samples`)
    expect(card).toMatch(/Measured out of fold: .* On 16 tracks/)
    const { weightsSha256 } = properties
    expect((await inspectModel((await test.exported(run.id, 'forest')).path)).properties.weightsSha256).toBe(weightsSha256)
    // It has learnt from every track, so that none of its predictions says anything of a label.
    await test.predict(modelId)
    const evidence = [...(evidenceBySource(test.library.database).get('lyrics forest')?.values() ?? [])]
    expect(evidence).toHaveLength(songs)
    expect(evidence.filter(({ model }) => model === properties.name)).toEqual([])
  })

  it.each(['audio', 'lyrics'] as const)(
    'of a run of %s with folds that was fitted on all: the stack is the weighted sum of network and baselines, in one file',
    async (modality) => {
      const run = await test.train({ modality, folds: 4, thenFitAll: true })
      const stack = await test.exported(run.id, 'stack')
      const { properties } = await inspectModel(stack.path)
      expect(properties).toMatchObject({
        network: null,
        baseline: { name: 'stack', reads: 'network and baselines', folds: 4, samples: songs },
        metrics: run.baselines.find(({ name }) => name === 'stack')?.metrics,
      })
      const weights = weightsIn(properties.baseline?.chosen ?? '')
      const path = join(test.models, `${run.id}.onnx`)
      const network = await test.predict((await test.prediction['models.export']({ runId: run.id, path })).modelId)
      const members = new Map([['network', network]])
      for (const name of learntBaselineNames.filter((own) => weights.has(baselineDescriptors[own].title))) {
        members.set(baselineDescriptors[name].title, await test.predict((await test.exported(run.id, name)).modelId))
      }
      const rows = await test.predict(stack.modelId)
      expect(rows).toHaveLength(songs)
      for (const { trackId, ...row } of rows) {
        for (const dimension of dimensions) {
          const sum = [...members].reduce((total, [title, own]) => {
            const weight = weights.get(title)?.[dimension] ?? 0
            return total + weight * (own.find((one) => one.trackId === trackId)?.[dimension] ?? NaN)
          }, 0)
          // The card rounds weights to two decimals.
          expect(Math.abs(row[dimension] - Math.min(1, Math.max(-1, sum)))).toBeLessThan(0.03)
        }
      }
    },
    60_000,
  )

  it('of a run whose network was not fitted on all tracks has no stack to export', async () => {
    const run = await test.train({ modality: 'lyrics', folds: 4 })
    const ask = () => test.prediction['models.exportBaseline']({ runId: run.id, baseline: 'stack', path: join(test.models, 'stack.onnx') })
    expect(ask).toThrow(/has no network of all tracks/)
  })

  it('is refused for a run without metrics, and for a file of another kind', () => {
    const ask = (runId: string, path: string) => test.prediction['models.exportBaseline']({ runId, baseline: 'ridge', path })
    expect(() => ask(audio.id, join(test.models, 'ridge.txt'))).toThrow(/does not end in \.onnx/)
    expect(() => ask(audio.id, join(test.models, 'nowhere', 'ridge.onnx'))).toThrow(/nowhere/)
    test.library.database.prepare('UPDATE runs SET metrics = NULL WHERE id = ?').run(audio.id)
    expect(() => ask(audio.id, join(test.models, 'ridge.onnx'))).toThrow(/was not measured/)
  })

  it('leaves nothing behind when it is cancelled or fails', async () => {
    const start = async (name: string) =>
      test.prediction['models.exportBaseline']({ runId: lyrics.id, baseline: 'boosting', path: join(test.models, name) })
    const cancelled = await start('cancelled.onnx')
    test.context.jobs.cancel(cancelled.jobId)
    expect(await test.context.jobs.whenFinished(cancelled.jobId)).toMatchObject({ state: 'cancelled' })
    rmSync(join(test.library.directory, 'runs', lyrics.id, 'vocabulary-lyrics.json'))
    const failed = await start('failed.onnx')
    expect(await test.context.jobs.whenFinished(failed.jobId)).toMatchObject({
      state: 'failed',
      failure: { message: expect.stringContaining('no vocabulary of lyrics') },
    })
    expect(readdirSync(test.models).filter((name) => /^(cancelled|failed)/u.test(name))).toEqual([])
  })
})

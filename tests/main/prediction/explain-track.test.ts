import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { explanationSchema } from '@shared/contract/explanation-channels'
import { datasetSettingsSchema } from '@shared/contract/training'
import { type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import { startExplanation } from '@main/prediction/explain-track'
import { createPredictionHandlers } from '@main/prediction/prediction-handlers'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { createTestContext } from '../../helpers/service-context'
import { shortRule } from '../../helpers/short-songs'
import { addSongsWithTexts } from '../../helpers/songs-with-texts'
import { trainingWorkers } from '../../helpers/training-workers'

const quick = { epochs: 1, filters: 2, hiddenUnits: 4, batchSize: 4, engine: 'onnx' } as const

/** A library of twelve songs, two of them without lyrics. */
async function studio() {
  const test = createTestContext({ runWorker: trainingWorkers(), kept: true })
  addSongsWithTexts(test.library, 12, [10])
  const training = createTrainingHandlers(test.context)
  const prediction = createPredictionHandlers(test.context)
  const { id: datasetId } = await training['datasets.freeze'](
    datasetSettingsSchema.parse({ name: 'All', modalities: [], excerptRule: shortRule }),
  )
  const train = async (settings: Partial<TrainingSettings>) => {
    const { runId, jobId } = await training['runs.start']({ datasetId, settings: trainingSettingsSchema.parse({ ...quick, ...settings }) })
    await test.context.jobs.whenFinished(jobId)
    return runId
  }
  const explain = async (request: Parameters<typeof startExplanation>[1]) => {
    const { jobId } = startExplanation(test.context, request)
    return test.context.jobs.whenFinished(jobId)
  }
  return { ...test, prediction, train, explain }
}

describe('the prediction of a track', () => {
  let test: Awaited<ReturnType<typeof studio>>
  let [audio, lyrics] = ['', '']
  beforeAll(async () => {
    test = await studio()
    audio = await test.train({ modality: 'audio' })
    lyrics = await test.train({ modality: 'lyrics' })
  })

  it('is explained by a run’s weights as by its exported model, and is what the model predicts', async () => {
    const { modelId } = await test.prediction['models.export']({ runId: audio, path: join(test.library.directory, 'models', 'a.onnx') })
    const [byRun, byModel] = [await test.explain({ trackId: 3, runId: audio }), await test.explain({ trackId: 3, modelId })]
    expect(byRun).toMatchObject({ state: 'done', kind: 'explanation', subject: '3' })
    const explanation = explanationSchema.parse(byRun?.value)
    expect(explanation).toEqual(byModel?.value)
    expect(explanation).toMatchObject({ trackId: 3, model: 'audio 1', words: [], heard: { startSeconds: 0, endSeconds: 2 } })
    const { predictionId, jobId } = await test.prediction['predictions.start']({ modelId, paths: [], trackIds: [3], excerptsPerTrack: 1 })
    await test.context.jobs.whenFinished(jobId)
    const [row] = await test.prediction['predictions.rows']({ predictionId })
    expect(row?.valence).toBeCloseTo(explanation.valence, 5)
  })

  it('by words names each of them, as it is written', async () => {
    const job = await test.explain({ trackId: 3, runId: lyrics })
    const { words, spans, heard, chance } = explanationSchema.parse(job?.value)
    expect({ spans, heard, chance }).toEqual({ spans: [], heard: null, chance: null })
    expect(words.length).toBeGreaterThan(2)
    expect(words.every(({ kind, forms }) => kind === 'lyrics' && forms.length > 0)).toBe(true)
    expect(new Set(words.map(({ token }) => token)).size).toBe(words.length)
    expect(words[0]?.valence).not.toBe(0)
  })

  it.each([
    ['a track that is not there', { trackId: 99, runId: '' }, /no track 99/],
    ['a track without what the model reads', { trackId: 11, runId: '' }, /has no lyrics/],
    ['a model that is not there', { trackId: 3, modelId: 99 }, /no model 99/],
  ])('is not explained for %s', (_, request, message) => {
    expect(() => startExplanation(test.context, 'runId' in request ? { ...request, runId: lyrics } : request)).toThrow(message)
  })

  it('is not explained once the job is cancelled', async () => {
    const { jobId } = startExplanation(test.context, { trackId: 3, runId: audio })
    test.context.jobs.cancel(jobId)
    expect(await test.context.jobs.whenFinished(jobId)).toMatchObject({ state: 'cancelled' })
  })
})

import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { datasetSettingsSchema } from '@shared/contract/datasets'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { predictionItemSchema, predictionPayloadSchema } from '@shared/contract/workers/prediction'
import { trainedPredictionsSchema } from '@shared/contract/workers/training'
import { createPredictionHandlers } from '@main/prediction/prediction-handlers'
import { encodeWav } from '@main/sample/wav'
import { setFile } from '@main/store/files'
import { insertLabel, refreshCurrentLabels } from '@main/store/labels'
import { createTrack } from '@main/store/tracks'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { createTestContext } from './service-context'
import { trainingWorkers } from './training-workers'

const sampleRate = 8000
/** Length of a tone. */
export const toneSeconds = 40
/** Every second of 10 s. */
export const every10 = { lengthSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 }
const quick = trainingSettingsSchema.parse({ epochs: 2, filters: 4, hiddenUnits: 8, batchSize: 4 })

/** A WAV file of 40 s: a tone that rises by the second; `loud` changes one second of it. */
export function wavOf(index: number, loud: number | null = null): Uint8Array {
  const sample = (at: number): number => {
    const second = Math.floor(at / sampleRate)
    const pitch = second === loud ? 3000 : 200 + 20 * second + 40 * index
    return 0.3 * Math.sin((2 * Math.PI * pitch * at) / sampleRate)
  }
  return encodeWav(
    Float32Array.from({ length: sampleRate * toneSeconds }, (_, at) => sample(at)),
    sampleRate,
  )
}

/** A library of six labelled tones with the services that freeze, train, export and predict. */
export function toneStudio() {
  const test = createTestContext({ runWorker: trainingWorkers() })
  const { database, directory } = test.library
  mkdirSync(join(directory, 'audio'), { recursive: true })
  const paths = Array.from({ length: 6 }, (_, index) => {
    const path = `audio/${index}.wav`
    const wav = wavOf(index)
    writeFileSync(join(directory, path), wav)
    const trackId = createTrack(database, { title: `Song ${index}` }, new Date(0))
    const digest = createHash('sha256').update(wav).digest('hex')
    const facts = { sizeBytes: 1, modifiedAtMs: 0, format: 'wav', sampleRate, channels: 1, loudnessDb: null, missing: false }
    setFile(database, { trackId, path, digest, durationSeconds: toneSeconds, ...facts })
    const label = { trackId, excerptId: null, valence: index / 6 - 0.5, arousal: 0.4 - index / 6 }
    insertLabel(database, { ...label, source: 'human', author: '', note: '', createdAt: '2026' })
    refreshCurrentLabels(database, [trackId])
    return { trackId, path: join(directory, path) }
  })
  const training = createTrainingHandlers(test.context)
  const prediction = createPredictionHandlers(test.context)
  const freeze = async (settings: Record<string, unknown>) =>
    (await training['datasets.freeze'](datasetSettingsSchema.parse({ name: 'All', ...settings }))).id
  const train = async (datasetId: number) => {
    const { runId, jobId } = await training['runs.start']({ datasetId, settings: quick })
    expect(await test.context.jobs.whenFinished(jobId)).toMatchObject({ state: 'done' })
    const text = readFileSync(join(directory, 'runs', runId, 'predictions.json'), 'utf8')
    return { runId, ...trainedPredictionsSchema.parse(JSON.parse(text)) }
  }
  const predict = async (modelPath: string, files: readonly string[], startSeconds?: number) => {
    const items: unknown[] = []
    const payload = {
      modelPath,
      files: files.map((path) => ({ path, externalId: null, ...(startSeconds !== undefined && { startSeconds }) })),
    }
    await test.context.runWorker('prediction', predictionPayloadSchema.parse({ ...payload, batchSize: 4 }), {
      onItem: (item) => void items.push(item),
    })
    return items.map((item) => predictionItemSchema.parse(item)).flatMap((item) => (item.kind === 'predicted' ? [item] : []))
  }
  return { ...test, paths, training, prediction, freeze, train, predict }
}

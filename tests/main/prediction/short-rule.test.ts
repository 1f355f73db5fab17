import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { trainingSettingsSchema } from '@shared/contract/training'
import { datasetSettingsSchema } from '@shared/contract/datasets'
import { trainedPredictionsSchema } from '@shared/contract/workers/training'
import { predictionItemSchema } from '@shared/contract/workers/prediction'
import { readExcerpt } from '@main/audio/read-excerpt'
import { inspectModel } from '@main/onnx/inspect-model'
import { createPredictionHandlers } from '@main/prediction/prediction-handlers'
import { encodeWav } from '@main/sample/wav'
import { setFile } from '@main/store/files'
import { insertLabel, refreshCurrentLabels } from '@main/store/labels'
import { createTrack } from '@main/store/tracks'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { createTestContext } from '../../helpers/service-context'
import { trainingWorkers } from '../../helpers/training-workers'

const sampleRate = 8000
const durationSeconds = 40
const every10 = { lengthSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 }
const quick = trainingSettingsSchema.parse({ epochs: 2, filters: 4, hiddenUnits: 8, batchSize: 4 })

/** A tone that rises by the second; `loud` changes one second of it. */
function wavOf(index: number, loud: number | null = null): Uint8Array {
  const sample = (at: number): number => {
    const second = Math.floor(at / sampleRate)
    const pitch = second === loud ? 3000 : 200 + 20 * second + 40 * index
    return 0.3 * Math.sin((2 * Math.PI * pitch * at) / sampleRate)
  }
  return encodeWav(
    Float32Array.from({ length: sampleRate * durationSeconds }, (_, at) => sample(at)),
    sampleRate,
  )
}

function studio() {
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
    setFile(database, { trackId, path, digest, durationSeconds, ...facts })
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
  const predict = async (modelPath: string, files: readonly string[]) => {
    const items: unknown[] = []
    const payload = { modelPath, files: files.map((path) => ({ path, externalId: null })), folders: [], excerptsPerTrack: 1, batchSize: 4 }
    const withDefaults = { ...payload, resourcesDirectory: '' }
    await test.context.runWorker('prediction', withDefaults, { onItem: (item) => void items.push(item) })
    return items.map((item) => predictionItemSchema.parse(item)).flatMap((item) => (item.kind === 'predicted' ? [item] : []))
  }
  return { ...test, paths, training, prediction, freeze, train, predict }
}

async function heardOf(path: string): Promise<Float32Array> {
  return (await readExcerpt({ path, startSeconds: null, rule: every10 })).samples
}

it('trains, exports and predicts by the rule of its dataset, and hears the stated seconds alone', async () => {
  const test = studio()
  const { runId, predictions } = await test.train(await test.freeze({ excerptRule: every10 }))
  const path = join(test.library.directory, 'models', 'short.onnx')
  await test.prediction['models.export']({ runId, path })
  const { properties } = await inspectModel(path)
  expect(properties.excerptRule).toMatchObject({ sampleRate: 22_050, sourceSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 })
  expect(readFileSync(path.replace('.onnx', '.md'), 'utf8')).toContain('float32 [n, 220500]')
  const predicted = await test.predict(
    path,
    test.paths.map((file) => file.path),
  )
  for (const [index, { trackId }] of test.paths.entries()) {
    const own = predictions.find((row) => row.trackId === trackId)
    expect(predicted[index]?.startSeconds).toBe(15)
    expect(predicted[index]?.valence).toBeCloseTo(own?.valence ?? 9, 4)
    expect(predicted[index]?.arousal).toBeCloseTo(own?.arousal ?? 9, 4)
  }
  // The middle 10 s are those from 15 s on; one second more is left for the reach of the resampling filter.
  const changed = [13, 15, 24, 26].map((second) => {
    const file = join(test.library.directory, `changed-${second}.wav`)
    writeFileSync(file, wavOf(0, second))
    return file
  })
  const [plain, ...samples] = await Promise.all([test.paths[0]?.path ?? '', ...changed].map((file) => heardOf(file)))
  expect(samples.map((own) => own.every((value, at) => value === plain?.[at]))).toEqual([true, false, false, true])
  // What is not heard changes nothing; the first second does. (Pooling may drop the last frames of an excerpt.)
  const [before, first, , after] = await test.predict(path, changed)
  expect([before?.valence, after?.valence]).toEqual([predicted[0]?.valence, predicted[0]?.valence])
  expect(first?.valence).not.toBe(predicted[0]?.valence)
})

it('says which rules differ when a dataset is frozen by another, and refuses lengths that fit no track', async () => {
  const test = studio()
  const study = await test.training['datasets.freeze'](datasetSettingsSchema.parse({ name: 'Study' }))
  const short = await test.training['datasets.freeze'](datasetSettingsSchema.parse({ name: 'Short', excerptRule: every10 }))
  expect(short.digest).not.toBe(study.digest)
  await expect(test.freeze({ excerpts: { kind: 'steps' }, excerptRule: { ...every10, lengthSeconds: 60 } })).rejects.toThrow(
    'An excerpt of 60 s fits no track: the longest lasts 40.0 s.',
  )
})

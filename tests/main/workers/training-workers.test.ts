import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { sampleRate } from '@shared/domain/feature-constants'
import { childProcessWorkers } from '@main/jobs/child-process-workers'
import { createRunWorker } from '@main/jobs/run-worker'
import { fromWorkerSchema } from '@shared/contract/worker-messages'
import { exportModel } from '@main/onnx/export-model'
import { predictionItemSchema, predictionResultSchema } from '@shared/contract/workers/prediction'
import { type TrainingPayload, trainingItemSchema, type TrainingResult, trainingResultSchema } from '@shared/contract/workers/training'
import { temporaryFolder, writeWav } from '../../helpers/audio-fixtures'
import { modelToExport } from '../../helpers/models'
import { makeTrainingData } from '../../helpers/training-data'

const builtWorkers = fileURLToPath(new URL('../../../out/main/workers', import.meta.url))
const runWorker = createRunWorker(childProcessWorkers(builtWorkers))
const data = makeTrainingData(30)
afterAll(() => data.dispose())

const train = async (payload: TrainingPayload): Promise<TrainingResult> =>
  trainingResultSchema.parse(await runWorker('training', payload, {}))
const longRun = (name: string, changes: Partial<TrainingPayload> = {}): TrainingPayload => {
  const payload = data.payload(name, changes)
  return { ...payload, settings: { ...payload.settings, epochs: 400 } }
}

describe.skipIf(!existsSync(join(builtWorkers, 'training.js')))('the built training worker', () => {
  it('trains, reports every epoch, and stops with its best weights', async () => {
    const abort = new AbortController()
    const epochs: number[] = []
    const onItem = (value: unknown): void => {
      const item = trainingItemSchema.parse(value)
      if (item.kind === 'epoch') epochs.push(item.epoch.epoch)
      if (epochs.length === 3) abort.abort()
    }
    const result = trainingResultSchema.parse(
      await runWorker('training', longRun('stop'), { onItem, signal: abort.signal, graceMilliseconds: 30_000 }),
    )
    expect(result.state).toBe('stopped')
    expect(result.epochsDone).toBeLessThan(400)
    expect(existsSync(result.weightsPath ?? '')).toBe(true)
  })

  it('killed at any moment, goes on from its checkpoint to the very weights of a run that was not killed', async () => {
    const whole = await train(data.payload('whole'))
    const spawn = childProcessWorkers(builtWorkers)
    const killing = createRunWorker((kind) => {
      const worker = spawn(kind)
      worker.onMessage((sent) => {
        const message = fromWorkerSchema.parse(sent)
        const item = message.type === 'item' ? trainingItemSchema.parse(message.value) : null
        if (item?.kind === 'epoch' && item.epoch.epoch === 3) worker.kill()
      })
      return worker
    })
    await expect(killing('training', data.payload('killed'), {})).rejects.toMatchObject({ code: 'worker-crashed' })
    expect(existsSync(join(data.directory, 'killed', 'checkpoint', 'state.json'))).toBe(true)
    const resumed = await train(data.payload('killed', { resume: true }))
    expect(resumed.state).toBe('done')
    expect(readFileSync(resumed.weightsPath ?? '').equals(readFileSync(whole.weightsPath ?? ''))).toBe(true)
  })

  it('refuses an engine that is not there and a payload of another form', async () => {
    await expect(runWorker('training', { ...data.payload('engine'), engine: 'abacus' }, {})).rejects.toMatchObject({
      code: 'invalid-argument',
    })
    await expect(runWorker('training', { ...data.payload('bad'), folds: -1 }, {})).rejects.toMatchObject({ code: 'invalid-argument' })
  })
})

describe.skipIf(!existsSync(join(builtWorkers, 'decode-excerpts.js')))('the built prediction worker', () => {
  it('predicts a folder, decoding in threads, and sets bad files aside', async () => {
    const folder = temporaryFolder()
    for (let index = 0; index < 9; index += 1)
      writeWav(join(folder, `${index}.wav`), 4, sampleRate, (time) => Math.sin(time * 1000 * (index + 1)) / 2)
    writeFileSync(join(folder, '4b.wav'), 'no audio')
    const { path } = await exportModel(modelToExport('audio'), join(temporaryFolder(), 'model.onnx'))
    const items: unknown[] = []
    const result = await runWorker('prediction', { modelPath: path, files: [], folders: [folder] }, { onItem: (item) => items.push(item) })
    expect(predictionResultSchema.parse(result)).toMatchObject({ predicted: 9, setAside: 1 })
    const parsed = items.map((item) => predictionItemSchema.parse(item))
    expect(parsed.map((item) => item.kind).filter((kind) => kind === 'predicted')).toHaveLength(9)
    expect(new Set(parsed.map((item) => (item.kind === 'predicted' ? item.valence : 0))).size).toBeGreaterThan(5)
  })

  it('refuses a file that is no model', async () => {
    const modelPath = join(temporaryFolder(), 'model.onnx')
    await expect(runWorker('prediction', { modelPath, files: [] }, {})).rejects.toMatchObject({ code: 'file-missing' })
    writeFileSync(modelPath, 'words')
    await expect(runWorker('prediction', { modelPath, files: [] }, {})).rejects.toMatchObject({ code: 'file-invalid' })
  })
})

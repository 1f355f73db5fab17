import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { datasetSettingsSchema } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { fromWorkerSchema } from '@shared/contract/worker-messages'
import { trainingItemSchema } from '@shared/contract/workers/training'
import { softwareEnvironment } from '@main/engines/adapters/prepare-adapter'
import { childProcessWorkers } from '@main/jobs/child-process-workers'
import { createRunWorker } from '@main/jobs/run-worker'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { createTestContext } from '../../helpers/service-context'
import { addShortSongs } from '../../helpers/short-songs'

const builtWorkers = fileURLToPath(new URL('../../../out/main/workers', import.meta.url))
const canRun = existsSync(join(builtWorkers, 'training.js')) && softwareEnvironment() !== null
const settings = trainingSettingsSchema.parse({ engine: 'onnx', device: 'webgpu', epochs: 4, filters: 1, hiddenUnits: 2, batchSize: 8 })
const excerptRule = { lengthSeconds: 5, segmentSeconds: 1, keptSegmentSeconds: 1 }

/** Training in real processes, on the adapter that the processor computes; the process of the first training is killed in an epoch. */
async function studio(killIn: number) {
  const spawn = childProcessWorkers(builtWorkers)
  let kills = killIn > 0 ? 1 : 0
  const runWorker = createRunWorker((kind) => {
    const worker = spawn(kind)
    worker.onMessage((sent) => {
      const message = fromWorkerSchema.parse(sent)
      const item = kind === 'training' && message.type === 'item' ? trainingItemSchema.parse(message.value) : null
      if (item?.kind !== 'epoch' || item.epoch.epoch !== killIn || kills === 0) return
      kills -= 1
      worker.kill()
    })
    return worker
  })
  const test = createTestContext({ runWorker })
  addShortSongs(test.library, 12)
  const handlers = createTrainingHandlers(test.context)
  const { id: datasetId } = await handlers['datasets.freeze'](datasetSettingsSchema.parse({ name: 'Short', excerptRule }))
  const ended = async ({ jobId }: { jobId: string }) => test.context.jobs.whenFinished(jobId)
  const run = async () => (await handlers['runs.list'](null))[0]
  return {
    ...test,
    run,
    train: async (part: Partial<typeof settings> = {}) => {
      const started = await handlers['runs.start']({ datasetId, settings: { ...settings, ...part } })
      return { runId: started.runId, job: await ended(started) }
    },
    resume: async (runId: string) => ended(await handlers['runs.resume']({ runId })),
    predictions: async () => {
      const rows = await handlers['runs.predictions']({ runId: (await run())?.id ?? '', split: 'all' })
      return rows.map(({ valence, arousal }) => [valence, arousal])
    },
  }
}

describe.skipIf(!canRun)('a training on WebGPU whose process is killed', () => {
  it('goes on there to the very predictions of a run that was not killed', async () => {
    const [whole, killed] = [await studio(0), await studio(3)]
    expect((await whole.train()).job).toMatchObject({
      state: 'done',
      value: { engine: 'onnx', device: expect.stringContaining('SwiftShader') },
    })
    const { runId, job } = await killed.train()
    expect(job).toMatchObject({ state: 'failed', failure: { code: 'device-lost' } })
    expect(await killed.run()).toMatchObject({
      state: 'interrupted',
      lost: { how: 'lost', device: expect.stringContaining('SwiftShader') },
    })
    expect(await killed.resume(runId)).toMatchObject({ state: 'done' })
    expect(await killed.predictions()).toEqual(await whole.predictions())
  }, 90_000)

  it('goes on with the CPU by itself where a fallback says so, and names both', async () => {
    const test = await studio(3)
    const { job } = await test.train({ fallback: 'cpu' })
    expect(job).toMatchObject({ state: 'done', value: { device: 'CPU' } })
    const run = await test.run()
    expect(run).toMatchObject({ state: 'done', lost: null, epochsDone: 4 })
    expect(run?.computedOn.map(({ device }) => device.kind)).toEqual(['webgpu', 'cpu'])
  }, 90_000)
})

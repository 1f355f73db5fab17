import { describe, expect, it } from 'vitest'
import { deviceChannels } from '@shared/contract/device-channels'
import { comparedDevicesSchema } from '@shared/contract/devices'
import { datasetSettingsSchema } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import type { Device } from '@shared/domain/device'
import type { RunWorker } from '@main/jobs/run-worker'
import { createDeviceHandlers } from '@main/training/runs/device-handlers'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { createTestContext } from '../../../helpers/service-context'
import { addShortSongs } from '../../../helpers/short-songs'
import { enginesWith, trainingWorkers } from '../../../helpers/training-workers'

const settings = trainingSettingsSchema.parse({ epochs: 1, filters: 2, hiddenUnits: 4, batchSize: 4 })
const card: Device = { id: 'webgpu', name: 'Radeon', kind: 'webgpu', memoryBytes: 8e9 }

/** A library with a frozen dataset, on a machine whose adapters only seem to be there. */
async function studioWith(adapters: readonly Device[]) {
  const workers = trainingWorkers(
    undefined,
    enginesWith(() => adapters),
  )
  const asked: string[] = []
  const runWorker: RunWorker = (kind, payload, listeners) => {
    asked.push(kind)
    return kind === 'adapters' ? Promise.resolve({ adapters, absence: null }) : workers(kind, payload, listeners)
  }
  const test = createTestContext({ runWorker })
  addShortSongs(test.library, 8)
  const training = createTrainingHandlers(test.context)
  const { id: datasetId } = await training['datasets.freeze'](datasetSettingsSchema.parse({ name: 'All' }))
  return { ...test, training, devices: createDeviceHandlers(test.context), datasetId, asked }
}

describe('the channels of devices', () => {
  it('compare engines and devices as a job, and remember it until the batch is another', async () => {
    const { context, devices, datasetId } = await studioWith([card])
    const question = { datasetId, settings }
    expect(await devices['devices.remembered'](question)).toBeNull()
    const { jobId } = await devices['devices.compare'](question)
    const job = await context.jobs.whenFinished(jobId)
    const { choice, failed } = comparedDevicesSchema.parse(job?.value)
    expect(choice.compared.map(({ engine, device }) => `${engine} ${device.id}`).sort()).toEqual([
      'onnx cpu',
      'onnx webgpu',
      'tensorflow cpu',
    ])
    expect([failed, job?.outcome]).toEqual([[], choice.reason])
    const remembered = deviceChannels['devices.remembered'].result.parse(await devices['devices.remembered'](question))
    expect(remembered).toMatchObject({ remembered: true, compared: choice.compared })
    expect(await devices['devices.remembered']({ datasetId, settings: { ...settings, batchSize: 8 } })).toBeNull()
  })

  it('stop a comparison that is cancelled', async () => {
    const { context, devices, datasetId } = await studioWith([card])
    const { jobId } = await devices['devices.compare']({ datasetId, settings })
    context.jobs.cancel(jobId)
    expect(await context.jobs.whenFinished(jobId)).toMatchObject({ state: 'cancelled' })
    expect(await devices['devices.remembered']({ datasetId, settings })).toBeNull()
  })

  it('suggest a larger batch for a GPU whose memory is known, and none for the processor', async () => {
    const { devices, datasetId } = await studioWith([card])
    expect(await devices['devices.suggestBatch']({ datasetId, settings })).toMatchObject({ device: 'Radeon', batchSize: 1024 })
    expect(await devices['devices.suggestBatch']({ datasetId, settings: { ...settings, device: 'cpu' } })).toBeNull()
    expect(await devices['devices.suggestBatch']({ datasetId, settings: { ...settings, batchSize: 1024 } })).toBeNull()
  })

  it('look anew only when they are asked to', async () => {
    const { devices, asked } = await studioWith([card])
    const found = await devices['devices.find']({ again: false })
    expect(found).toMatchObject({ devices: [{ id: 'cpu' }, { id: 'webgpu' }], absence: null })
    await devices['devices.find']({ again: false })
    expect(asked).toEqual(['adapters', 'devices'])
    await devices['devices.find']({ again: true })
    expect(asked).toHaveLength(4)
  })
})

describe('a run on a GPU', () => {
  it('is refused before it begins where a buffer of its steps is too large, with the batch size that fits', async () => {
    const { training, datasetId } = await studioWith([{ ...card, maxBufferBytes: 250_000 }])
    await expect(training['runs.start']({ datasetId, settings: { ...settings, device: 'webgpu' } })).rejects.toMatchObject({
      code: 'unsupported',
      message: 'A step needs a buffer of 0.5 MB for the audio of a batch; Radeon allows 0.3 MB.',
      hint: 'Use a batch size of 2 or less, or train on the CPU.',
    })
    expect(await training['runs.list'](null)).toEqual([])
  })

  it('keeps the device with its driver, and why auto chose it', async () => {
    const { context, training, datasetId } = await studioWith([{ ...card, driver: 'Mesa RADV' }])
    const { jobId, runId } = await training['runs.start']({ datasetId, settings: { ...settings, engine: 'onnx' } })
    expect(await context.jobs.whenFinished(jobId)).toMatchObject({ state: 'done' })
    const [run] = await training['runs.list'](null)
    expect(run?.id).toBe(runId)
    expect(run?.computedOn).toMatchObject([
      { engine: 'onnx', choice: { remembered: false, reason: expect.stringContaining('was the quickest') } },
    ])
    expect(run?.computedOn[0]?.choice?.compared.map(({ device }) => device.driver)).toContain('Mesa RADV')
  })
})

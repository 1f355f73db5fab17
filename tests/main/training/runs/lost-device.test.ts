import { describe, expect, it } from 'vitest'
import { datasetSettingsSchema, type Run } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import type { TrainingItem } from '@shared/contract/workers/training'
import type { Device } from '@shared/domain/device'
import { Failure, type FailureCode } from '@shared/domain/failure'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { createTestContext } from '../../../helpers/service-context'
import { addShortSongs, shortRule } from '../../../helpers/short-songs'
import { enginesWith, trainingWorkers } from '../../../helpers/training-workers'

const radeon: Device = { id: 'webgpu', name: 'Radeon VII', kind: 'webgpu', driver: 'radv 24' }
const settings = trainingSettingsSchema.parse({ engine: 'onnx', device: 'webgpu', epochs: 4, filters: 2, hiddenUnits: 4, batchSize: 4 })

/** A studio with a GPU that can be unplugged, and that takes the worker with it after an epoch. */
function studio({ diesAfter = 0, diesAtStart = false, code }: { diesAfter?: number; diesAtStart?: boolean; code?: FailureCode } = {}) {
  let [isThere, device, dies] = [true, '', diesAfter > 0]
  const onItem = (item: TrainingItem): void => {
    if (item.kind === 'started') device = item.device.name
    if (diesAtStart && item.kind === 'started') throw new Failure('worker-crashed', 'The training worker was killed.', 'Try again.')
    if (!dies || device !== radeon.name || item.kind !== 'epoch' || item.epoch.epoch <= diesAfter) return
    dies = false
    throw new Failure(code ?? 'worker-crashed', 'The training worker was killed before its work was done.', 'Try again.')
  }
  const test = createTestContext({
    runWorker: trainingWorkers(
      onItem,
      enginesWith(() => (isThere ? [radeon] : [])),
    ),
  })
  addShortSongs(test.library, 12)
  const handlers = createTrainingHandlers(test.context)
  const finished = async ({ jobId }: { jobId: string }) => test.context.jobs.whenFinished(jobId)
  return {
    ...test,
    handlers,
    finished,
    train: async (part: Partial<typeof settings> = {}) => {
      const dataset = await handlers['datasets.freeze'](
        datasetSettingsSchema.parse({ name: `Dataset ${handlers['datasets.list'].length}`, excerptRule: shortRule }),
      )
      const started = await handlers['runs.start']({ datasetId: dataset.id, settings: { ...settings, ...part } })
      return { runId: started.runId, job: await finished(started) }
    },
    resume: async (runId: string, how: { device?: string; fallback?: 'cpu' } = {}) =>
      finished(await handlers['runs.resume']({ runId, ...how })),
    run: async (): Promise<Run | undefined> => (await handlers['runs.list'](null))[0],
    notices: () => test.events.flatMap((event) => (event.type === 'notice' ? [event.text] : [])),
    unplug: () => (isThere = false),
  }
}

const where = (run: Run | undefined) => run?.computedOn.map(({ fromEpoch, device }) => [fromEpoch, device.name])

describe('a run whose GPU is lost', () => {
  it.each(['worker-crashed', 'device-lost'] as const)('breaks off and says which device, after which epoch (%s)', async (code) => {
    const test = studio({ diesAfter: 2, code })
    const { job } = await test.train()
    expect(job).toMatchObject({
      state: 'failed',
      failure: { code: 'device-lost', message: expect.stringContaining('“Radeon VII” was lost') },
    })
    expect(await test.run()).toMatchObject({
      state: 'interrupted',
      lost: { how: 'lost', device: 'Radeon VII', epoch: 2 },
      device: 'Radeon VII',
    })
    expect(test.log.join('\n')).toContain('The training worker was killed')
  })

  it('is named also when its worker ends before it says what it computes on', async () => {
    const test = studio({ diesAtStart: true })
    await test.train()
    expect(await test.run()).toMatchObject({ state: 'interrupted', lost: { how: 'lost', device: 'Radeon VII', epoch: 0 } })
  })

  it('goes on with the CPU when it is asked to, and its record names both devices with their epochs', async () => {
    const test = studio({ diesAfter: 2 })
    const { runId } = await test.train()
    const job = await test.resume(runId, { device: 'cpu' })
    expect(job).toMatchObject({
      state: 'done',
      value: { device: 'CPU', notes: [expect.stringMatching(/^Computed in parts, epochs? 1.* on Radeon VII, from \d on CPU/u)] },
    })
    const run = await test.run()
    expect(run).toMatchObject({ state: 'done', lost: null, device: 'CPU', epochsDone: 4 })
    expect(where(run)).toEqual([
      [1, 'Radeon VII'],
      [expect.any(Number), 'CPU'],
    ])
    expect(run?.computedOn[0]?.device).toEqual(radeon)
  })

  it('takes the device again when it is asked to', async () => {
    const test = studio({ diesAfter: 1 })
    const { runId } = await test.train()
    expect(await test.resume(runId)).toMatchObject({ state: 'done', value: { device: 'Radeon VII', notes: [] } })
    expect(where(await test.run())).toEqual([[1, 'Radeon VII']])
  })

  it('goes on by itself with a fallback, says so once, and ends', async () => {
    const test = studio({ diesAfter: 2 })
    const { job } = await test.train({ fallback: 'cpu' })
    expect(job).toMatchObject({ state: 'done', value: { device: 'CPU' } })
    expect(test.notices()).toEqual([expect.stringMatching(/“Radeon VII” was lost after epoch 2\. It goes on with the CPU/u)])
    expect(await test.run()).toMatchObject({ state: 'done', lost: null, failure: null, epochsDone: 4 })
  })

  it('gives a run that goes on by itself the same end as a run that was moved by hand', async () => {
    const [bySelf, byHand] = [studio({ diesAfter: 2 }), studio({ diesAfter: 2 })]
    await bySelf.train({ fallback: 'cpu' })
    const { runId } = await byHand.train()
    await byHand.resume(runId, { device: 'cpu' })
    const predictions = async (test: typeof bySelf) =>
      test.handlers['runs.predictions']({ runId: (await test.run())?.id ?? '', split: 'all' })
    const values = async (test: typeof bySelf) => (await predictions(test)).map(({ valence, arousal }) => [valence, arousal])
    expect(await values(bySelf)).toEqual(await values(byHand))
  })
})

describe('a run whose device is gone when it goes on', () => {
  it('says so with what is there, and is moved by a device of one’s choice or a fallback', async () => {
    const test = studio({ diesAfter: 2 })
    const { runId } = await test.train()
    test.unplug()
    expect(await test.resume(runId)).toMatchObject({
      state: 'failed',
      failure: { code: 'device-gone', message: expect.stringContaining('“Radeon VII”'), hint: expect.stringContaining('cpu (CPU)') },
    })
    expect(await test.run()).toMatchObject({ state: 'interrupted', lost: { how: 'gone', device: 'Radeon VII', epoch: 2 } })
    await expect(test.handlers['runs.resume']({ runId, device: 'Arc' })).rejects.toThrow(/no device “Arc”/u)
    expect(await test.resume(runId, { fallback: 'cpu' })).toMatchObject({ state: 'done', value: { device: 'CPU' } })
    expect(test.notices()).toEqual([expect.stringContaining('is not here now')])
  })
})

it('a worker that ends while it computes on the CPU lost no device', async () => {
  const test = createTestContext({
    runWorker: trainingWorkers((item) => {
      if (item.kind === 'epoch') throw new Failure('worker-crashed', 'Killed.', 'Resume it.')
    }),
  })
  addShortSongs(test.library, 12)
  const handlers = createTrainingHandlers(test.context)
  const { id } = await handlers['datasets.freeze'](datasetSettingsSchema.parse({ name: 'All', excerptRule: shortRule }))
  const { jobId } = await handlers['runs.start']({ datasetId: id, settings: { ...settings, device: 'cpu', fallback: 'cpu' } })
  expect(await test.context.jobs.whenFinished(jobId)).toMatchObject({ failure: { code: 'worker-crashed' } })
  expect((await handlers['runs.list'](null))[0]).toMatchObject({ state: 'interrupted', lost: null })
})

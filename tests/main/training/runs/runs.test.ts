import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type DatasetSettings, datasetSettingsSchema, runSchema, trainingChannels } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { trainedPredictionsSchema } from '@shared/contract/workers/training'
import { processor } from '@shared/domain/device'
import { Failure } from '@shared/domain/failure'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { setFile } from '@main/store/files'
import { addShortSongs, shortRule } from '../../../helpers/short-songs'
import { createTestContext, type TestContext } from '../../../helpers/service-context'
import { type OnTrainingItem, trainingWorkers } from '../../../helpers/training-workers'

const quick = trainingSettingsSchema.parse({ epochs: 3, filters: 2, hiddenUnits: 4, batchSize: 4 })

function studio(onItem?: OnTrainingItem, songs = 12) {
  const test = createTestContext({ runWorker: trainingWorkers(onItem) })
  addShortSongs(test.library, songs)
  const handlers = createTrainingHandlers(test.context)
  const freeze = async (settings: Partial<DatasetSettings> = {}) =>
    handlers['datasets.freeze'](datasetSettingsSchema.parse({ name: 'All', excerptRule: shortRule, ...settings }))
  return { ...test, handlers, freeze }
}

async function train(test: ReturnType<typeof studio>, settings = quick, frozen: Partial<DatasetSettings> = {}) {
  const { id } = await test.freeze(frozen)
  const started = await test.handlers['runs.start']({ datasetId: id, settings })
  const job = await test.context.jobs.whenFinished(started.jobId)
  return { ...started, job }
}

const runOf = async (test: ReturnType<typeof studio>, runId: string) =>
  (await test.handlers['runs.list'](null)).find(({ id }) => id === runId)
const epochEvents = ({ events }: TestContext) => events.filter((event) => event.type === 'epoch')

describe('a run', () => {
  it('goes from audio to metrics, reported epoch by epoch', async () => {
    const test = studio()
    const { runId, job } = await train(test)
    expect(job).toMatchObject({ state: 'done', subject: runId, value: { runId, engine: 'tensorflow', epochs: 3, setAside: [] } })
    const run = runSchema.parse(await runOf(test, runId))
    expect(run).toMatchObject({ state: 'done', epochsDone: 3, datasetName: 'All', engine: 'tensorflow', failure: null, jobId: null })
    expect(run.metrics?.tracks).toBe(2)
    expect(epochEvents(test)).toHaveLength(3)
    expect(await test.handlers['runs.epochs']({ runId })).toHaveLength(3)
    const states = test.events.flatMap((event) => (event.type === 'run' ? [event.run.state] : []))
    expect([...new Set(states)]).toEqual(['preparing', 'running', 'done'])
    const predictions = trainingChannels['runs.predictions'].result.parse(await test.handlers['runs.predictions']({ runId, split: 'all' }))
    expect(predictions).toHaveLength(12)
    expect(await test.handlers['runs.predictions']({ runId, split: 'test' })).toHaveLength(2)
    expect(predictions[0]).toMatchObject({ title: 'Song 1', observedValence: 0.5 })
  })

  it('leaves out files that cannot be read, and says which', async () => {
    const test = studio()
    rmSync(join(test.library.directory, 'audio', 'song 3.wav'))
    const { runId, job } = await train(test)
    expect(job?.value).toMatchObject({ setAside: [{ path: expect.stringContaining('song 3.wav') }] })
    expect(await test.handlers['runs.predictions']({ runId, split: 'all' })).toHaveLength(11)
  })

  it('predicts every track by a network that did not hear it when there are folds', async () => {
    const test = studio()
    const { runId, job } = await train(test, { ...quick, epochs: 1, folds: 3, patience: 2 })
    expect(job?.outcome).toMatch(/^Trained for 3 epochs in 3 folds: R²/u)
    expect(job?.value).toMatchObject({ notes: [expect.stringMatching(/^Each fold held back 1 of its 8 training tracks/u)] })
    expect(await test.handlers['runs.predictions']({ runId, split: 'fold' })).toHaveLength(12)
    expect((await runOf(test, runId))?.metrics?.tracks).toBe(12)
  })

  it('with folds is held against the mean of what each fold learnt from, not of the tracks that it left out', async () => {
    const test = studio()
    const { runId } = await train(test, { ...quick, epochs: 1, folds: 3 })
    const { predictions, trainingMeans } = trainedPredictionsSchema.parse(
      JSON.parse(readFileSync(join(test.library.directory, 'runs', runId, 'predictions.json'), 'utf8')),
    )
    const meanError = (dimension: 'observedValence' | 'observedArousal'): number => {
      const errors = predictions.map((row) => {
        const learnt = predictions.filter(({ fold }) => fold !== row.fold)
        return ((row[dimension] ?? NaN) - learnt.reduce((sum, other) => sum + (other[dimension] ?? NaN), 0) / learnt.length) ** 2
      })
      return errors.reduce((sum, error) => sum + error, 0) / errors.length
    }
    const baseline = (await runOf(test, runId))?.metrics?.baseline
    expect(trainingMeans).toHaveLength(3)
    expect(baseline?.valence?.mse).toBeCloseTo(meanError('observedValence'), 12)
    expect(baseline?.arousal?.mse).toBeCloseTo(meanError('observedArousal'), 12)
    expect(baseline?.valence?.r2).toBeLessThan(0)
  })

  it('keeps in folds together what the dataset keeps together, and counts no copy as a track', async () => {
    const test = studio()
    const { runId } = await train(test, { ...quick, epochs: 1, folds: 3 }, { groupBy: 'artist', excerptsPerTrack: 3 })
    const { predictions } = trainedPredictionsSchema.parse(
      JSON.parse(readFileSync(join(test.library.directory, 'runs', runId, 'predictions.json'), 'utf8')),
    )
    expect(new Set(predictions.map(({ trackId }) => trackId)).size).toBe(predictions.length)
    expect((await runOf(test, runId))?.metrics?.tracks).toBe(12)
    const artists = new Map(
      (await test.handlers['runs.predictions']({ runId, split: 'fold' })).map(({ trackId, artist }) => [trackId, artist]),
    )
    const pairs = new Set(predictions.map(({ trackId, fold }) => `${artists.get(trackId)} in ${fold}`))
    expect(pairs.size).toBe(new Set(artists.values()).size)
  })

  it('is stopped with its best weights kept, and resumed to its end', async () => {
    const test = studio((item) => {
      if (item.kind === 'epoch' && item.epoch.epoch === 1)
        void test.handlers['runs.stop']({ runId: test.context.jobs.list()[0]?.subject ?? '' })
    })
    const { runId, job } = await train(test)
    expect(job?.state).toBe('done')
    expect(await runOf(test, runId)).toMatchObject({ state: 'stopped', epochsDone: 1 })
    expect(existsSync(join(test.library.directory, 'runs', runId, 'weights.safetensors'))).toBe(true)
    const resumed = await test.handlers['runs.resume']({ runId })
    await test.context.jobs.whenFinished(resumed.jobId)
    expect(await runOf(test, runId)).toMatchObject({ state: 'done', epochsDone: 3 })
    await expect(test.handlers['runs.resume']({ runId })).rejects.toThrow(/is done/)
  })

  it('that was killed is interrupted, and ends like the run that was not', async () => {
    let crash = true
    const killed = studio((item) => {
      if (!crash || item.kind !== 'epoch' || item.epoch.epoch !== 3) return
      crash = false
      throw new Failure('worker-crashed', 'The training worker was killed.', 'The run can be resumed.')
    })
    const { runId, job } = await train(killed)
    expect(job).toMatchObject({ state: 'failed', failure: { code: 'worker-crashed' } })
    expect(await runOf(killed, runId)).toMatchObject({ state: 'interrupted', failure: expect.stringContaining('resumed') })
    const { jobId } = await killed.handlers['runs.resume']({ runId })
    await killed.context.jobs.whenFinished(jobId)
    const whole = studio()
    const other = await train(whole)
    expect((await killed.handlers['runs.predictions']({ runId, split: 'all' })).map(({ valence }) => valence)).toEqual(
      (await whole.handlers['runs.predictions']({ runId: other.runId, split: 'all' })).map(({ valence }) => valence),
    )
  })

  it('is trained by the engine that was chosen, and goes on with the engine that it began with', async () => {
    const test = studio()
    const { runId, job } = await train(test, { ...quick, engine: 'onnx' })
    expect(job?.value).toMatchObject({ engine: 'onnx', device: 'CPU', epochs: 3 })
    expect(await runOf(test, runId)).toMatchObject({ state: 'done', engine: 'onnx' })
    const { runId: chosen } = await train(test, quick, { name: 'Again' })
    test.library.database.exec(`UPDATE runs SET state = 'interrupted', engine = 'onnx' WHERE id = '${chosen}'`)
    const { jobId } = await test.handlers['runs.resume']({ runId: chosen })
    expect((await test.context.jobs.whenFinished(jobId))?.value).toMatchObject({ engine: 'onnx' })
  })

  it('computes on the device that was chosen, which is listed', async () => {
    const test = studio()
    expect(await test.context.devices.list()).toContainEqual({ ...processor, engines: ['tensorflow', 'onnx'] })
    const { runId, job } = await train(test, { ...quick, engine: 'onnx', device: 'CPU' })
    expect(job).toMatchObject({ state: 'done', value: { device: 'CPU', notes: [] } })
    expect(await runOf(test, runId)).toMatchObject({ device: 'CPU', settings: { device: 'CPU' } })
  })

  it('that the program left running is found interrupted', async () => {
    const test = studio()
    const { runId } = await train(test)
    test.library.database.exec(`UPDATE runs SET state = 'running'`)
    expect(await runOf(test, runId)).toMatchObject({ state: 'interrupted', failure: expect.stringContaining('Resume') })
  })

  it('is renamed and deleted with its files', async () => {
    const test = studio()
    const { runId } = await train(test)
    await test.handlers['runs.rename']({ runId, name: 'First try' })
    expect(await runOf(test, runId)).toMatchObject({ name: 'First try' })
    await test.handlers['runs.delete']({ runId })
    expect(await test.handlers['runs.list'](null)).toEqual([])
    expect(existsSync(join(test.library.directory, 'runs', runId))).toBe(false)
  })

  it.each([
    ['a fusion that has no runs to go on from', { ...quick, modality: 'audio-lyrics' as const }, /no finished audio run on the dataset/],
    [
      'fusion settings for one modality',
      { ...quick, fusion: { runs: {}, frozen: true, keepBlocks: {}, share: null, shareUnits: 256 } },
      /joins two modalities/,
    ],
    ['one fold', { ...quick, folds: 1 }, /One fold/],
    ['a device that is not here', { ...quick, device: 'webgpu' }, /no device “webgpu” that an engine can train on here/],
  ])('is refused with %s before anything is stored', async (_, settings, message) => {
    const test = studio()
    const { id } = await test.freeze()
    await expect(test.handlers['runs.start']({ datasetId: id, settings })).rejects.toThrow(message)
    expect(await test.handlers['runs.list'](null)).toEqual([])
    await expect(test.handlers['runs.start']({ datasetId: 99, settings: quick })).rejects.toThrow(/no dataset 99/)
  })
})

describe('a dataset', () => {
  it('is frozen: later labels do not change it, the same choice has the same digest', async () => {
    const test = studio()
    const first = trainingChannels['datasets.freeze'].result.parse(await test.freeze())
    expect(first).toMatchObject({ tracks: { train: 8, validation: 2, test: 2 }, versionId: null, lexiconLicence: 'no lexicon was used' })
    expect(first.quadrants.reduce((sum, count) => sum + count, 0)).toBe(12)
    expect((await test.freeze({ name: 'Again' })).digest).toBe(first.digest)
    expect((await test.freeze({ name: 'Other seed', seed: 2 })).digest).not.toBe(first.digest)
    test.library.database.exec('UPDATE current_labels SET valence = 0 WHERE track_id = 1')
    expect((await test.freeze({ name: 'Later' })).digest).not.toBe(first.digest)
    expect((await test.handlers['datasets.list'](null)).find(({ name }) => name === 'All')).toEqual(first)
  })

  it('is taken again, not frozen anew, while nothing has changed', async () => {
    const test = studio()
    const reuse = async (settings: Partial<DatasetSettings> = {}) => {
      const { dataset, reused } = await test.handlers['datasets.reuse'](
        datasetSettingsSchema.parse({ name: `Dataset ${(names += 1)}`, ...settings }),
      )
      return [dataset.name, reused]
    }
    let names = 0
    expect([await reuse(), await reuse(), await reuse({ seed: 2 }), await reuse({ excerptsPerTrack: 2 })]).toEqual([
      ['Dataset 1', false],
      ['Dataset 1', true],
      ['Dataset 3', false],
      ['Dataset 4', false],
    ])
    test.library.database.exec('UPDATE current_labels SET valence = 0 WHERE track_id = 1')
    expect([await reuse(), await reuse(), await reuse({ filter: { trackIds: [2, 3, 4, 5, 6, 7, 8, 9] } })]).toEqual([
      ['Dataset 5', false],
      ['Dataset 5', true],
      ['Dataset 7', false],
    ])
  })

  it('keeps an artist in one set', async () => {
    const test = studio(undefined, 40)
    const { id } = await test.freeze({ groupBy: 'artist' })
    const rows = test.library.database
      .prepare<[number], { sets: number }>(
        `SELECT COUNT(DISTINCT split) AS sets FROM dataset_tracks d JOIN tracks t ON t.id = d.track_id
         WHERE dataset_id = ? GROUP BY t.artist`,
      )
      .all(id)
    expect(rows.map(({ sets }) => sets)).toEqual([1, 1, 1, 1, 1])
  })

  it('leaves out tracks without audio and says when too few are left', async () => {
    const test = studio()
    setFile(test.library.database, {
      trackId: 1,
      path: 'gone.wav',
      digest: 'a'.repeat(64),
      sizeBytes: 1,
      modifiedAtMs: 0,
      format: 'wav',
      durationSeconds: 2,
      sampleRate: 1,
      channels: 1,
      loudnessDb: null,
      missing: true,
    })
    const { tracks } = await test.freeze()
    expect(tracks.train + tracks.validation + tracks.test).toBe(11)
    await expect(test.freeze({ name: 'Few', filter: { trackIds: [2, 3] } })).rejects.toThrow(/2 tracks have a label.*too few/)
    await expect(test.freeze()).rejects.toThrow(/in the library already/)
    await expect(test.freeze({ name: 'Lyrics', modalities: ['audio', 'lyrics'] })).rejects.toThrow(/0 of them audio and lyrics/)
  })

  it('is deleted unless a run needs it', async () => {
    const test = studio()
    await train(test)
    const { id } = await test.freeze({ name: 'Unused' })
    await test.handlers['datasets.delete']({ datasetId: id })
    expect(() => test.handlers['datasets.delete']({ datasetId: 1 })).toThrow(/was used by “audio 1”/)
    expect((await test.handlers['datasets.list'](null)).map(({ name }) => name)).toEqual(['All'])
  })
})

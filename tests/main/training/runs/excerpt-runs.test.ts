import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { type DatasetSettings, datasetSettingsSchema } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { trainedPredictionsSchema, type TrainingManifest, trainingManifestSchema } from '@shared/contract/workers/training'
import { readFeature } from '@main/audio/feature-cache'
import { extractMfcc, openMfccSession } from '@main/audio/mfcc'
import { encodeWav } from '@main/sample/wav'
import { datasetSamples } from '@main/store/dataset-samples'
import { insertExcerpt } from '@main/store/excerpts'
import { setFile } from '@main/store/files'
import { insertLabel, refreshCurrentLabels } from '@main/store/labels'
import { createTrack } from '@main/store/tracks'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { createTestContext } from '../../../helpers/service-context'
import { trainingWorkers } from '../../../helpers/training-workers'
import { readExcerpt } from '../../../helpers/read-excerpt'

const sampleRate = 8000
const durationSeconds = 100
const quick = trainingSettingsSchema.parse({ epochs: 2, filters: 4, hiddenUnits: 16, batchSize: 4 })

/** Eight tracks whose pitch rises by the second, so that each start sounds otherwise; all labelled at (0.1, 0.1). */
function studio() {
  const test = createTestContext({ runWorker: trainingWorkers() })
  const { database, directory } = test.library
  mkdirSync(join(directory, 'audio'), { recursive: true })
  const ids = Array.from({ length: 8 }, (_, index) => {
    const path = `audio/${index}.wav`
    const wav = encodeWav(
      Float32Array.from({ length: sampleRate * durationSeconds }, (_, sample) => rising(sample, index)),
      sampleRate,
    )
    writeFileSync(join(directory, path), wav)
    const trackId = createTrack(database, { title: `Song ${index}` }, new Date(0))
    const digest = createHash('sha256').update(wav).digest('hex')
    const facts = { sizeBytes: 1, modifiedAtMs: 0, format: 'wav', sampleRate, channels: 1, loudnessDb: null, missing: false }
    setFile(database, { trackId, path, digest, durationSeconds, ...facts })
    addLabel(trackId, null, [0.1, 0.1])
    return trackId
  })
  function addLabel(trackId: number, excerptId: number | null, [valence, arousal]: readonly [number, number]): void {
    insertLabel(database, { trackId, excerptId, valence, arousal, source: 'human', author: '', note: '', createdAt: '2026' })
    refreshCurrentLabels(database, [trackId])
  }
  const handlers = createTrainingHandlers(test.context)
  const train = async (settings: Partial<DatasetSettings>, folds = 0) => {
    const { id } = await handlers['datasets.freeze'](datasetSettingsSchema.parse({ name: 'All', ...settings }))
    return { id, ...(await finish(id, folds)) }
  }
  const finish = async (datasetId: number, folds = 0) => {
    const { runId, jobId } = await handlers['runs.start']({ datasetId, settings: { ...quick, folds } })
    expect(await test.context.jobs.whenFinished(jobId)).toMatchObject({ state: 'done' })
    const folder = join(directory, 'runs', runId)
    const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
    const { samples } = trainingManifestSchema.parse(read('manifest.json'))
    return { runId, folder, samples, ...trainedPredictionsSchema.parse(read('predictions.json')) }
  }
  return { ...test, ids, addLabel, handlers, train, finish }
}

function rising(sample: number, index: number): number {
  const second = Math.floor(sample / sampleRate)
  return (0.1 + second / 200) * Math.sin((2 * Math.PI * (200 + 20 * second + 7 * index) * sample) / sampleRate)
}

const audioOf = ({ inputs }: TrainingManifest['samples'][number], folder: string): string => resolve(folder, inputs.audio?.path ?? '')

it('hears the excerpts that people chose, learns their labels, and measures a track by the mean over them', async () => {
  const test = studio()
  const { database, directory } = test.library
  for (const [index, trackId] of test.ids.entries()) {
    const own = insertExcerpt(database, trackId, { startSeconds: 2, endSeconds: 12 }, '2026')
    insertExcerpt(database, trackId, { startSeconds: 20 + index, endSeconds: 95 + index / 2 }, '2026')
    test.addLabel(trackId, own.id, [-0.8, index / 10])
  }
  const { samples, predictions, folder, runId } = await test.train({ excerpts: { kind: 'chosen' } })
  expect(samples).toHaveLength(16)
  const session = await openMfccSession()
  onTestFinished(() => session.dispose())
  const heard = async (index: number, startSeconds: number, heardSeconds?: number) => {
    const { samples: waveform } = await readExcerpt({ path: join(directory, `audio/${index}.wav`), startSeconds, heardSeconds })
    return extractMfcc(session, waveform)
  }
  for (const [index, trackId] of test.ids.entries()) {
    const [short, long] = samples.filter((sample) => sample.trackId === trackId)
    if (!short || !long) throw new Error('Every track has two excerpts.')
    expect(short).toMatchObject({ valence: -0.8, arousal: index / 10, original: true })
    expect(long).toMatchObject({ valence: 0.1, arousal: 0.1, original: true, split: short.split })
    // Ten seconds, repeated; and the middle 73 s of a longer excerpt.
    expect(await readFeature(audioOf(short, folder))).toEqual(await heard(index, 2, 10))
    const excess = (75 - index / 2 - 73) / 2
    expect(long.inputs.audio?.startSeconds).toBeCloseTo(20 + index + Math.max(0, excess), 6)
    const [start, length] = excess > 0 ? [20 + index + excess, undefined] : [20 + index, 75 - index / 2]
    expect(await readFeature(audioOf(long, folder))).toEqual(await heard(index, start, length))
  }
  const rows = await test.handlers['runs.predictions']({ runId, split: 'all' })
  expect(rows).toHaveLength(8)
  expect(new Set(predictions.map(({ valence }) => valence)).size).toBeGreaterThan(8)
  for (const row of rows) {
    const own = predictions.filter(({ trackId }) => trackId === row.trackId)
    expect(own).toHaveLength(2)
    expect(row.valence).toBeCloseTo(((own[0]?.valence ?? 9) + (own[1]?.valence ?? 9)) / 2, 12)
    expect(row.observedValence).toBeCloseTo(-0.35, 12)
    expect(row.observedArousal).toBeCloseTo((test.ids.indexOf(row.trackId) / 10 + 0.1) / 2, 12)
  }
})

it('keeps to a frozen dataset when an excerpt is drawn afterwards', async () => {
  const test = studio()
  const before = await test.train({})
  for (const trackId of test.ids) insertExcerpt(test.library.database, trackId, { startSeconds: 0, endSeconds: 73 }, '2026')
  const after = await test.finish(before.id)
  const starts = (samples: TrainingManifest['samples']) => samples.map(({ inputs }) => inputs.audio)
  expect(starts(after.samples)).toEqual(starts(before.samples))
  expect(after.predictions).toEqual(before.predictions)
})

it('predicts every excerpt by the fold that left its track out, and keeps one prediction a track', async () => {
  const test = studio()
  const { id, predictions, runId } = await test.train({ excerpts: { kind: 'random', perTrack: 2 }, excerptsPerTrack: 2 }, 4)
  const originals = datasetSamples(test.library.database, id).filter(({ augmentationSeed }) => augmentationSeed === null)
  expect(originals).toHaveLength(16)
  expect(predictions).toHaveLength(16)
  for (const trackId of test.ids) expect(new Set(predictions.filter((row) => row.trackId === trackId).map(({ fold }) => fold)).size).toBe(1)
  expect(await test.handlers['runs.predictions']({ runId, split: 'fold' })).toHaveLength(8)
  expect((await test.handlers['runs.list'](null)).find((run) => run.id === runId)?.metrics?.tracks).toBe(8)
})

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { bundleEnvelopeSchema } from '@shared/contract/run-bundle'
import { runFileChannels } from '@shared/contract/run-files'
import { type DatasetSettings, datasetSettingsSchema } from '@shared/contract/training'
import { type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import { readBundle, sha256 } from '@main/training/bundles/bundle-file'
import { createRunFileHandlers } from '@main/training/bundles/run-file-handlers'
import { largestDifference } from '@main/training/runs/reproduction'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { addSameSongs } from '../../../helpers/same-songs'
import { createTestContext } from '../../../helpers/service-context'
import { addSongsWithTexts } from '../../../helpers/songs-with-texts'
import { trainingWorkers } from '../../../helpers/training-workers'

const small: Partial<TrainingSettings> = { epochs: 2, filters: 2, hiddenUnits: 4, batchSize: 4, dropout: 0.2, seed: 3, engine: 'onnx' }

/** Excerpts of five seconds, so that a training takes little time. */
const excerptRule = { lengthSeconds: 5, segmentSeconds: 5, keptSegmentSeconds: 5 }
const short = (settings: { name: string } & Partial<DatasetSettings>) => datasetSettingsSchema.parse({ excerptRule, ...settings })

function studio() {
  const test = createTestContext({ kept: true, runWorker: trainingWorkers() })
  const training = createTrainingHandlers(test.context)
  const files = createRunFileHandlers(test.context)
  const train = async (datasetId: number, settings: Partial<TrainingSettings>, name: string): Promise<string> => {
    const started = await training['runs.start']({ datasetId, name, settings: trainingSettingsSchema.parse({ ...small, ...settings }) })
    const job = await test.context.jobs.whenFinished(started.jobId)
    if (job?.failure) throw new Error(job.failure.message)
    return started.runId
  }
  const again = async (path: string, changes: { leaveOut?: boolean; engine?: 'tensorflow' } = {}) => {
    const started = await files['bundles.train'](runFileChannels['bundles.train'].argument.parse({ path, ...changes }))
    return { ...started, job: await test.context.jobs.whenFinished(started.jobId) }
  }
  const run = async (runId: string) => (await training['runs.list'](null)).find(({ id }) => id === runId)
  return { ...test, training, files, train, again, run }
}

const there = studio()
const here = studio()
let audio = ''

beforeAll(async () => {
  addSongsWithTexts(there.library, 12)
  addSameSongs(here.library, there.library)
  const { id } = await there.training['datasets.freeze'](short({ name: 'All', groupBy: 'artist' }))
  audio = await there.train(id, { folds: 2 }, 'In folds')
})
afterAll(() => {
  there.library.close()
  here.library.close()
})

const bundleOf = async (runId: string, name: string): Promise<string> => {
  const path = join(there.library.directory, name)
  await there.files['runs.bundle']({ runId, path })
  return path
}

describe('a run that is trained from a bundle in another library', () => {
  it('has the same folds and the same figures, although tracks have other ids, names and paths there', async () => {
    const path = await bundleOf(audio, 'audio.json')
    const description = await here.files['bundles.read']({ path })
    expect(description).toMatchObject({ run: 'In folds', tracks: 12, folds: 2, missing: [], differences: [] })
    const { runId, job } = await here.again(path)
    expect(await here.files['runs.reproduction']({ runId })).toEqual({
      run: 'In folds',
      sameFolds: true,
      sameEngine: true,
      leftOut: 0,
      metrics: expect.closeTo(0, 6),
      predictions: expect.closeTo(0, 6),
    })
    expect(job?.outcome).toContain('Against “In folds” of the bundle: its figures are the same')
    const [original, copy] = [await there.run(audio), await here.run(runId)]
    expect(copy).toMatchObject({ name: 'In folds from bundle', datasetName: 'All', engine: 'onnx', device: 'CPU' })
    for (const name of ['valence', 'arousal'] as const)
      expect(copy?.metrics?.[name]?.r2.value).toBeCloseTo(original?.metrics?.[name]?.r2.value ?? NaN, 6)
    expect(largestDifference(copy?.baselines, original?.baselines)).toBeLessThan(1e-6)
    const [theirs, ours] = [await there.training['datasets.list'](null), await here.training['datasets.list'](null)]
    expect(ours.map(({ digest }) => digest)).toEqual(theirs.map(({ digest }) => digest))
  })

  it('says plainly by how much another engine differs, on the dataset that is here by now', async () => {
    const { runId, job } = await here.again(await bundleOf(audio, 'audio.json'), { engine: 'tensorflow' })
    expect(await here.files['runs.reproduction']({ runId })).toMatchObject({ sameFolds: true, sameEngine: false })
    expect(job?.outcome).toContain('another engine or device computed it')
    expect(await here.training['datasets.list'](null)).toHaveLength(1)
  })

  it('of texts takes the word vectors with it, and refuses texts that are others here', async () => {
    const { id } = await there.training['datasets.freeze'](
      short({ name: 'Texts', modalities: ['lyrics'], balance: { kind: 'fixed', perQuadrant: 5 } }),
    )
    // Baselines of texts read a lexicon; that of the other library does not know these words.
    const [{ lexicon } = { lexicon: 0 }] = there.library.database
      .prepare<[], { lexicon: number }>('SELECT id AS lexicon FROM lexicons')
      .all()
    const addWord = there.library.database.prepare('INSERT INTO lexicon_words (lexicon_id, word, valence, arousal) VALUES (?, ?, ?, ?)')
    for (const [word, valence, arousal] of [
      ['sunshine', 0.8, 0.4],
      ['dancing', 0.5, 0.9],
      ['rain', -0.4, -0.3],
      ['lonely', -0.8, 0.1],
    ])
      addWord.run(lexicon, word, valence, arousal)
    const lyrics = await there.train(id, { modality: 'lyrics' }, 'Words')
    const path = await bundleOf(lyrics, 'words.json')
    expect(readFileSync(path, 'utf8')).not.toContain('sunshine')
    await there.training['runs.tag']({ runId: lyrics, add: ['texts'], remove: [] })
    const { runId } = await here.again(await bundleOf(lyrics, 'words.json'))
    const [original, copy] = [await there.run(lyrics), await here.run(runId)]
    expect(largestDifference(copy?.baselines, original?.baselines)).toBeLessThan(1e-6)
    expect(copy).toMatchObject({ tags: ['texts'], note: '' })
    expect(await here.files['runs.reproduction']({ runId })).toMatchObject({
      sameFolds: true,
      metrics: expect.closeTo(0, 6),
      predictions: expect.closeTo(0, 6),
    })
    here.library.database.exec("UPDATE texts SET body = body || ' more' WHERE kind = 'lyrics' AND track_id = 2")
    expect((await here.files['bundles.read']({ path })).missing).toEqual([
      { track: 'Artist 2 – Song 12', reason: expect.stringContaining('lyrics') },
    ])
    rmSync(join(there.library.directory, 'runs', lyrics, 'initial.safetensors'))
    await expect(bundleOf(lyrics, 'none.json')).rejects.toThrow(/word vectors of the run “Words” are gone/u)
  })

  it('of a fusion takes the tensors of the earlier runs with it', async () => {
    const { id } = await there.training['datasets.freeze'](short({ name: 'Both', modalities: ['audio', 'lyrics'] }))
    await there.train(id, {}, 'Audio branch')
    await there.train(id, { modality: 'lyrics' }, 'Lyrics branch')
    const fusion = await there.train(id, { modality: 'audio-lyrics' }, 'Fusion')
    const other = studio()
    addSameSongs(other.library, there.library)
    const { runId } = await other.again(await bundleOf(fusion, 'fusion.json'))
    expect(await other.files['runs.reproduction']({ runId })).toMatchObject({
      metrics: expect.closeTo(0, 6),
      predictions: expect.closeTo(0, 6),
    })
    other.library.close()
  })
})

describe('a bundle of which this library lacks tracks', () => {
  it('is refused with their names, and trains without them when that is asked for', async () => {
    const path = await bundleOf(audio, 'audio.json')
    const poor = studio()
    addSameSongs(poor.library, there.library, [3, 5])
    expect((await poor.files['bundles.read']({ path })).missing).toEqual([
      { track: 'Artist 3 – Song 3', reason: 'no audio here has the content of song 3.wav' },
      { track: 'Artist 5 – Song 5', reason: 'no audio here has the content of song 5.wav' },
    ])
    await expect(poor.again(path)).rejects.toThrow(/^2 of 12 tracks of the bundle are not in this library: Artist 3 – Song 3 \(no audio/u)
    expect(await poor.training['runs.list'](null)).toEqual([])
    const { runId } = await poor.again(path, { leaveOut: true })
    expect(await poor.files['runs.reproduction']({ runId })).toMatchObject({ leftOut: 2, sameFolds: false })
    poor.library.close()
  })

  it('is refused where none is here', async () => {
    const path = await bundleOf(audio, 'audio.json')
    const empty = studio()
    await expect(empty.again(path, { leaveOut: true })).rejects.toThrow(/No training track of the bundle is in this library/u)
    empty.library.close()
  })
})

describe('a file that is no bundle of this version', () => {
  const read = async (): Promise<z.infer<typeof bundleEnvelopeSchema>> =>
    bundleEnvelopeSchema.parse(JSON.parse(readFileSync(await bundleOf(audio, 'audio.json'), 'utf8')))
  const written = (value: unknown): string => {
    const path = join(there.library.directory, 'changed.json')
    writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
    return path
  }
  const refusal = (value: unknown): string => {
    try {
      readBundle(written(value))
      return 'read'
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
  const resealed = (bundle: z.infer<typeof bundleEnvelopeSchema>) => ({ ...bundle, digest: sha256(JSON.stringify(bundle.content)) })

  it('is refused plainly: newer, cut off, changed, of another form, with an unknown setting or a wrong file', async () => {
    const bundle = await read()
    expect(refusal({ ...bundle, version: 2 })).toMatch(/version 2; this program reads 1/u)
    expect(refusal(JSON.stringify(bundle).slice(0, 500))).toMatch(/is no run bundle, or was cut off/u)
    expect(refusal({ some: 'JSON' })).toMatch(/is no run bundle\.$/u)
    expect(refusal({ ...bundle, content: { ...z.record(z.string(), z.unknown()).parse(bundle.content), tracks: [] } })).toMatch(
      /damaged or was changed/u,
    )
    const content = z
      .looseObject({ run: z.looseObject({ settings: z.looseObject({}) }), files: z.array(z.looseObject({})) })
      .parse(bundle.content)
    expect(refusal(resealed({ ...bundle, content: { ...content, tracks: [] } }))).toMatch(/does not hold what a run bundle holds \(tracks/u)
    const later = { ...content, run: { ...content.run, settings: { ...content.run.settings, warmth: 3 } } }
    expect(refusal(resealed({ ...bundle, content: later }))).toMatch(/a setting that this version does not know: run\.settings\.warmth/u)
    const files = content.files.map((file) => ({ ...file, digest: sha256('other') }))
    expect(refusal(resealed({ ...bundle, content: { ...content, files } }))).toMatch(/inputs\.json in .* has another digest/u)
    const climbing = content.files.map((file) => ({ ...file, name: '../../inputs.json' }))
    expect(refusal(resealed({ ...bundle, content: { ...content, files: climbing } }))).toMatch(/not a file that a run begins with/u)
    expect(() => readBundle('/absent/bundle.json')).toThrow(/There is no file/u)
  })
})

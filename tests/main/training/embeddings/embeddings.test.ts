import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { embeddingChannels, embeddingSettingsSchema } from '@shared/contract/embeddings'
import { datasetSettingsSchema } from '@shared/contract/training'
import { type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import { publishedNetwork } from '@main/network/published'
import { setText } from '@main/store/texts'
import { readVocabulary } from '@main/text/vocabulary'
import { epochsFor } from '@main/text/word2vec-epochs'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { createTestContext } from '../../../helpers/service-context'
import { addShortSongs, shortRule } from '../../../helpers/short-songs'
import { addSongsWithTexts } from '../../../helpers/songs-with-texts'
import { trainingWorkers } from '../../../helpers/training-workers'

const small = embeddingSettingsSchema.parse({ size: 8, epochs: 2 })

let datasets = 0

function studio(withTexts = true) {
  const test = createTestContext({ runWorker: trainingWorkers() })
  if (withTexts) addSongsWithTexts(test.library, 10)
  else addShortSongs(test.library, 10)
  const handlers = createTrainingHandlers(test.context)
  const finished = async ({ jobId }: { jobId: string }) => test.context.jobs.whenFinished(jobId)
  const learn = async (settings = small) => finished(await handlers['embeddings.train']({ kinds: ['lyrics', 'comments'], settings }))
  const list = async () => embeddingChannels['embeddings.list'].result.parse(await handlers['embeddings.list'](null))
  const train = async (settings: Partial<TrainingSettings>) => {
    const { id } = await handlers['datasets.freeze'](
      datasetSettingsSchema.parse({ name: `Dataset ${(datasets += 1)}`, modalities: [], excerptRule: shortRule }),
    )
    const started = await handlers['runs.start']({
      datasetId: id,
      settings: trainingSettingsSchema.parse({ epochs: 1, filters: 2, hiddenUnits: 4, batchSize: 4, ...settings }),
    })
    return { runId: started.runId, job: await finished(started) }
  }
  return { ...test, handlers, finished, learn, list, train }
}

describe('word vectors', () => {
  it('are learnt from the library’s texts, kept in its folder, with their coverage', async () => {
    const test = studio()
    const job = await test.learn()
    expect(job).toMatchObject({
      state: 'done',
      kind: 'embedding',
      outcome: expect.stringMatching(
        /words of 8 numbers; they cover 100 % of the lyrics and 100 % of the comments\. They .* too few to distinguish moods/,
      ),
    })
    const [embedding] = await test.list()
    expect(embedding).toMatchObject({
      id: 1,
      origin: 'trained',
      size: 8,
      kinds: ['lyrics', 'comments'],
      settings: small,
      coverage: { lyrics: { texts: 10, uncoveredTexts: 0 } },
    })
    expect(existsSync(join(test.library.directory, 'embeddings', '1', 'embedding.safetensors'))).toBe(true)
    expect(existsSync(join(test.library.directory, 'embeddings', '1', 'sentences.jsonl'))).toBe(false)
    const near = await test.handlers['embeddings.neighbours']({ embeddingId: 1, word: 'sunshine', count: 3 })
    expect(near).toHaveLength(3)
    await expect(test.handlers['embeddings.coverage']({ embeddingId: 9 })).rejects.toThrow(/no word vectors 9/)
    await test.handlers['embeddings.delete']({ embeddingId: 1 })
    expect(await test.list()).toEqual([])
    expect(existsSync(join(test.library.directory, 'embeddings', '1'))).toBe(false)
  })

  it('are made side by side without overwriting each other', async () => {
    const test = studio()
    const path = join(test.library.directory, 'vectors.txt')
    writeFileSync(path, 'sunshine 1 2 3\nrain 3 2 1\n')
    const started = [
      await test.handlers['embeddings.train']({ kinds: ['lyrics'], settings: small }),
      await test.handlers['embeddings.import']({ kinds: ['lyrics'], path }),
    ]
    for (const job of started) expect(await test.finished(job)).toMatchObject({ state: 'done' })
    const made = await test.list()
    expect(made.map(({ origin }) => origin).sort()).toEqual(['imported', 'trained'])
    for (const { id } of made)
      expect(existsSync(join(test.library.directory, 'embeddings', String(id), 'embedding.safetensors'))).toBe(true)
    expect(readdirSync(join(test.library.directory, 'embeddings')).sort()).toEqual(['1', '2'])
  })

  it('distinguish parts of speech and structure by choice, and a run makes its tokens alike', async () => {
    const test = studio()
    const settings = { ...small, partOfSpeech: true, structure: true }
    await test.learn(settings)
    const { words } = readVocabulary(join(test.library.directory, 'embeddings', '1', 'vocabulary.json'))
    expect(words).toContain('[verse]')
    expect(words.filter((word) => !word.startsWith('[')).every((word) => /^\p{L}+\/[a-z-]+$/u.test(word))).toBe(true)
    const { lyrics, comments } = await test.handlers['embeddings.coverage']({ embeddingId: 1 })
    expect([lyrics, comments].map((coverage) => (coverage?.tokens ?? 0) - (coverage?.coveredTokens ?? 1))).toEqual([0, 0])
    const { job } = await test.train({ modality: 'lyrics' })
    expect(job).toMatchObject({ state: 'done', value: { notes: [expect.stringContaining('tracks held out')] } })
  })

  it('go through few texts more often than through many, when it is left open', async () => {
    expect([0, 1, 16_000, 100_000, 2e6].map(epochsFor)).toEqual([100, 100, 32, 10, 10])
    const test = studio()
    await test.learn(embeddingSettingsSchema.parse({ size: 2 }))
    expect((await test.list())[0]?.settings?.epochs).toBe(100)
  })

  it('have their token ids cached, counted and cleared with the features', async () => {
    const test = studio()
    await test.learn()
    await test.train({ modality: 'lyrics' })
    // Two pairs of songs have the same lyrics.
    expect(await test.handlers['features.cache'](null)).toEqual({ files: 8, bytes: 8 * 500 * 4 })
    expect(await test.handlers['features.clear'](null)).toEqual({ files: 0, bytes: 0 })
    expect(existsSync(join(test.library.directory, 'features', 'tokens'))).toBe(false)
    expect((await test.train({ modality: 'lyrics' })).job?.state).toBe('done')
  })

  it('read texts of one word; texts without a word of theirs are reported, empty ones left out', async () => {
    const test = studio()
    for (const [trackId, body] of [
      [1, 'Sunshine'],
      [2, 'the and of'],
      [3, '  \n'],
    ] as const)
      setText(test.library.database, { trackId, kind: 'lyrics', body, source: 'test' }, new Date(0))
    await test.learn()
    const { job } = await test.train({ modality: 'lyrics' })
    expect(job).toMatchObject({
      state: 'done',
      value: {
        notes: [
          '1 of 9 samples have no word of the vocabulary in their lyrics: the network reads them as empty',
          expect.stringContaining('of the 3 tracks held out'),
        ],
        setAside: [{ path: 'Artist 3 – Song 3', reason: 'It has no lyrics.' }],
      },
    })
  })

  it('that know no word of the dataset stop a run', async () => {
    const test = studio()
    const path = join(test.library.directory, 'vectors.txt')
    writeFileSync(path, 'zebra 1 2 3\n')
    setText(test.library.database, { trackId: 1, kind: 'lyrics', body: 'Zebra', source: 'test' }, new Date(0))
    await test.finished(await test.handlers['embeddings.import']({ path, kinds: ['lyrics'] }))
    setText(test.library.database, { trackId: 1, kind: 'lyrics', body: 'Sunshine', source: 'test' }, new Date(0))
    expect((await test.train({ modality: 'lyrics' })).job?.failure?.message).toMatch(/No word of the dataset’s lyrics is in the vocabulary/)
  })

  it('are imported from a file for the words of the library, and read by a run', async () => {
    const test = studio()
    const path = join(test.library.directory, 'vectors.txt')
    writeFileSync(path, 'sunshine 1 2 3 4\nrain 4 3 2 1\nunheard 1 1 1 1\n')
    const job = await test.finished(await test.handlers['embeddings.import']({ path, kinds: ['lyrics'] }))
    expect(job?.value).toMatchObject({ name: 'vectors', origin: 'imported', words: 2, size: 4, source: path, kinds: ['lyrics'] })
    const trained = await test.train({ modality: 'lyrics' })
    expect(trained.job?.value).toMatchObject({ notes: [] })
    const run = (await test.handlers['runs.list'](null)).find(({ id }) => id === trained.runId)
    expect(run?.settings.embeddingId).toBe(1)
    expect(run?.network.branches[0]?.layers[0]).toEqual({ type: 'embedding', size: 4, trained: false })
  })

  it('that cover nothing, a library without texts and another kind are refused plainly', async () => {
    const test = studio()
    const path = join(test.library.directory, 'vectors.txt')
    writeFileSync(path, 'fremd 1 2 3\nunbekannt 3 2 1\n')
    expect((await test.finished(await test.handlers['embeddings.import']({ path, kinds: ['lyrics'] })))?.failure?.message).toMatch(
      /none of the \d+ words/,
    )
    const empty = studio(false)
    expect((await empty.learn())?.failure?.message).toMatch(/no lyrics or comments with words/)
    expect((await empty.train({ modality: 'comments' })).job?.failure?.message).toMatch(/no comments with words/)
    expect(await test.list()).toEqual([])
  })
})

describe('networks of one’s own', () => {
  const own = publishedNetwork('lyrics', { filters: 2, hiddenUnits: 3, embeddingSize: 8 })

  it('are trained, with the word vectors that fit', async () => {
    const test = studio()
    await test.learn({ ...small, size: 6 })
    await test.learn()
    await test.learn({ ...small, size: 5 })
    const { runId, job } = await test.train({ network: { ...own, name: 'Mine' } })
    expect(job?.state).toBe('done')
    const run = (await test.handlers['runs.list'](null)).find(({ id }) => id === runId)
    expect(run).toMatchObject({ network: { name: 'Mine' }, settings: { modality: 'lyrics', embeddingId: 2 } })
  })

  it('are refused with the layer named where shapes or vectors do not fit', async () => {
    const test = studio()
    await test.learn()
    const [branch] = own.branches
    if (!branch) throw new RangeError('The network has a branch.')
    await expect(test.train({ network: { ...own, branches: [{ ...branch, layers: branch.layers.slice(0, -1) }] } })).rejects.toThrow(
      /lyrics branch does not end in a vector/,
    )
    await expect(test.train({ network: { ...own, head: own.head.slice(0, -1) } })).rejects.toThrow(/ends in 3 outputs/)
    await expect(test.train({ embeddingId: 1, network: publishedNetwork('lyrics', { filters: 2 }) })).rejects.toThrow(
      /Layer lyrics\.0 \(embedding\) reads vectors of 300 numbers; those of .* have 8/,
    )
    await expect(test.train({ network: { ...own, branches: [{ ...branch, frozen: true }] } })).rejects.toThrow(/no finished lyrics run/)
  })
})

describe('fusions of runs that do not fit', () => {
  it('are refused when word vectors of another vocabulary are wanted', async () => {
    const test = studio()
    await test.learn()
    const { id } = await test.handlers['datasets.freeze'](
      datasetSettingsSchema.parse({ name: 'All', modalities: [], excerptRule: shortRule }),
    )
    const settings = (changes: Partial<TrainingSettings>) =>
      trainingSettingsSchema.parse({ epochs: 1, filters: 2, hiddenUnits: 4, batchSize: 4, ...changes })
    for (const modality of ['audio', 'lyrics'] as const)
      await test.finished(await test.handlers['runs.start']({ datasetId: id, settings: settings({ modality }) }))
    setText(test.library.database, { trackId: 1, kind: 'lyrics', body: 'zebras and giraffes', source: 'test' }, new Date(0))
    await test.learn()
    const fused = await test.handlers['runs.start']({ datasetId: id, settings: settings({ modality: 'audio-lyrics', embeddingId: 2 }) })
    expect((await test.finished(fused))?.failure?.message).toMatch(
      /“lyrics 2” reads the vocabulary of “Learnt from lyrics and comments 1”, not that of “Learnt from lyrics and comments 2”/,
    )
  })
})

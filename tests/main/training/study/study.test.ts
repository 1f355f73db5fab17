import { describe, expect, it } from 'vitest'
import { type StudyRow, studyChannels, studySettingsSchema } from '@shared/contract/study'
import { setText } from '@main/store/texts'
import { listDatasets } from '@main/store/datasets'
import { datasetSamples } from '@main/store/dataset-samples'
import { listEmbeddings } from '@main/store/embeddings'
import { listRuns } from '@main/store/runs'
import { createStudyHandlers } from '@main/training/study/study-handlers'
import { cellsOf, datasetSettingsOf, trainingSettingsOf, vectorSettingsOf } from '@main/training/study/study-plan'
import { freezeDataset } from '@main/training/datasets/freeze-dataset'
import { createTestContext } from '../../../helpers/service-context'
import { addShortSongs } from '../../../helpers/short-songs'
import { type OnTrainingItem, trainingWorkers } from '../../../helpers/training-workers'

const small = studySettingsSchema.parse({ epochs: 2, perQuadrant: 12, modalities: ['audio'] })

function laboratory(onItem?: OnTrainingItem) {
  const test = createTestContext({ runWorker: trainingWorkers(onItem) })
  const ids = addShortSongs(test.library, 24)
  const handlers = createStudyHandlers(test.context)
  const perform = async (settings = small) => {
    const { jobId } = await handlers['study.start'](settings)
    return test.context.jobs.whenFinished(jobId)
  }
  return { ...test, ids, handlers, perform }
}

describe('the study', () => {
  it('freezes and trains in both forms beside what was published, and trains nothing twice', async () => {
    const { perform, library, handlers } = laboratory()
    const job = await perform()
    expect(job).toMatchObject({ state: 'done', outcome: '2 of 2 runs of the study are done' })
    const rows = studyChannels['study.results'].result.parse(job?.value)
    expect(rows.map(({ form, modality, state }) => [form, modality, state])).toEqual([
      ['sound', 'audio', 'done'],
      ['as-published', 'audio', 'done'],
    ])
    const [sound, published] = rows
    expect(sound).toMatchObject({ published: { model: 'audio', valence: { r2: 0.1579 } }, leak: { leaked: 0 }, epochsDone: 2 })
    expect(published?.leak?.share).toBeGreaterThan(0)
    expect(sound?.onPublishedScale?.valence.mae).toBeCloseTo((sound?.metrics?.valence?.mae.value ?? 0) / 2)
    expect(listRuns(library.database).map(({ settings, leak }) => [settings.targetScale, leak?.share])).toEqual([
      ['0-1', published?.leak?.share],
      ['-1-1', 0],
    ])
    await perform()
    expect(listRuns(library.database)).toHaveLength(2)
    expect(listDatasets(library.database)).toHaveLength(2)
    expect(await handlers['study.results'](small)).toEqual(rows)
  }, 60_000)

  it('goes on where it was stopped', async () => {
    let stop = true
    const test = laboratory((item) => {
      if (stop && item.kind === 'epoch')
        for (const { id, kind } of test.context.jobs.list()) if (kind === 'study') test.context.jobs.cancel(id)
    })
    const settings = { ...small, forms: ['sound' as const] }
    expect(await test.handlers['study.begun'](null)).toBeNull()
    expect(await test.perform(settings)).toMatchObject({ state: 'cancelled' })
    expect((await test.handlers['study.results'](settings))[0]).toMatchObject({ epochsDone: 1, state: 'stopped' })
    expect(await test.handlers['study.begun'](null)).toEqual(settings)
    stop = false
    expect(await test.perform(settings)).toMatchObject({ state: 'done' })
    expect(listRuns(test.library.database)).toMatchObject([{ state: 'done', epochsDone: 2 }])
  }, 60_000)

  it('learns the word vectors of a kind of text once, for both forms and as the study did', async () => {
    const { perform, library, ids } = laboratory()
    for (const [index, trackId] of ids.entries()) {
      const body = index % 2 === 0 ? 'sunshine and dancing, golden laughter' : 'lonely rain and broken winter tears'
      setText(library.database, { trackId, kind: 'comments', body, source: 'test' }, new Date(0))
    }
    const settings = { ...small, modalities: ['comments' as const], vectorSize: 12 }
    expect(await perform(settings)).toMatchObject({ outcome: '2 of 2 runs of the study are done' })
    const vectors = listEmbeddings(library.database)
    expect(vectors).toMatchObject([
      { name: 'Study · comments', kinds: ['comments'], size: 12, settings: { window: 7, minCount: 1, epochs: 100 } },
    ])
    expect(listRuns(library.database).map((run) => [run.settings.embeddingId, run.settings.hiddenUnits])).toEqual([
      [vectors[0]?.id, 32],
      [vectors[0]?.id, 32],
    ])
  }, 60_000)

  it('says what the library lacks and trains the rest', async () => {
    const { perform } = laboratory()
    const job = await perform({ ...small, forms: ['sound'], modalities: ['audio-comments', 'audio', 'comments'] })
    const rows = job?.value as StudyRow[]
    expect(rows.map(({ modality, state, reason }) => [modality, state, reason])).toEqual([
      ['audio', 'done', null],
      ['comments', 'not-possible', 'No labelled track has comments.'],
      ['audio-comments', 'not-possible', 'No labelled track has comments.'],
    ])
  }, 60_000)

  it('refuses to go on with other settings under the same name', async () => {
    const { perform } = laboratory()
    const settings = { ...small, forms: ['sound' as const] }
    await perform(settings)
    expect((await perform({ ...settings, perQuadrant: 20 }))?.failure).toMatchObject({ code: 'already-exists' })
  }, 60_000)

  it('puts the same tracks into the same sets for all five networks', async () => {
    const { context, library, ids } = laboratory()
    for (const trackId of ids.slice(0, 20)) {
      setText(library.database, { trackId, kind: 'lyrics', body: 'la la', source: 'test' }, new Date(0))
      setText(library.database, { trackId, kind: 'comments', body: 'nice', source: 'test' }, new Date(0))
    }
    const settings = studySettingsSchema.parse({ perQuadrant: 4, forms: ['sound'] })
    const cells = cellsOf(settings)
    expect(cells.map(({ modality }) => modality)).toEqual(['audio', 'lyrics', 'comments', 'audio-lyrics', 'audio-comments'])
    const sets: string[][] = []
    for (const cell of cells) {
      const { id } = await freezeDataset(context, datasetSettingsOf(settings, cell, ['audio', 'lyrics', 'comments']))
      sets.push(datasetSamples(library.database, id).map(({ trackId, split, copy }) => `${trackId} ${split} ${copy}`))
    }
    for (const set of sets) expect(set).toEqual(sets[0])
  })

  it('trains as the study did', () => {
    const settings = studySettingsSchema.parse({})
    const published = { form: 'as-published', modality: 'audio-lyrics' } as const
    expect(trainingSettingsOf(settings, published, { audio: 'a', lyrics: 'b' }, null)).toMatchObject({
      epochs: 2000,
      hiddenUnits: 256,
      batchSize: 64,
      learningRate: 0.01,
      weightDecay: 0.01,
      filters: 16,
      dropout: 0.5,
      targetScale: '0-1',
      fusion: { runs: { audio: 'a', lyrics: 'b' }, frozen: true },
    })
    expect(trainingSettingsOf(settings, { form: 'sound', modality: 'comments' }, {}, 7)).toMatchObject({
      hiddenUnits: 32,
      embeddingId: 7,
      targetScale: '-1-1',
    })
    expect(trainingSettingsOf(studySettingsSchema.parse({ fallback: 'cpu' }), published, {}, null)).toMatchObject({ fallback: 'cpu' })
    expect(vectorSettingsOf(settings)).toMatchObject({ size: 300, window: 7, minCount: 1, epochs: null })
    expect(datasetSettingsOf(settings, published, ['audio'])).toMatchObject({
      form: 'as-published',
      balance: { kind: 'fixed', perQuadrant: 3000 },
    })
    expect(datasetSettingsOf(settings, { ...published, form: 'sound' }, ['audio'])).toMatchObject({
      balance: { kind: 'fixed', perQuadrant: 2100 },
    })
  })
})

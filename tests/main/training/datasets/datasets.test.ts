import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type DatasetSettings, datasetChannels, datasetSchema, datasetSettingsSchema } from '@shared/contract/datasets'
import { insertLabel, refreshCurrentLabels } from '@main/store/labels'
import { setText } from '@main/store/texts'
import { createTrack } from '@main/store/tracks'
import { createDatasetHandlers } from '@main/training/datasets/dataset-handlers'
import { hasReferenceAnnotations, referenceSongs } from '../../../helpers/reference-annotations'
import { createTestContext } from '../../../helpers/service-context'
import { addShortSongs } from '../../../helpers/short-songs'

function archive(songs = 24) {
  const test = createTestContext()
  const ids = addShortSongs(test.library, songs)
  const handlers = createDatasetHandlers(test.context)
  const freeze = async (settings: Partial<DatasetSettings> = {}) =>
    datasetSchema.parse(await handlers['datasets.freeze'](datasetSettingsSchema.parse({ name: 'All', ...settings })))
  return { ...test, ids, handlers, freeze }
}

describe('a dataset', () => {
  it('balances its training set alone and says what is in it', async () => {
    const { freeze } = archive()
    const plain = await freeze()
    expect(plain).toMatchObject({
      tracks: { train: 17, validation: 4, test: 3 },
      samples: { train: 17, validation: 4, test: 3 },
      warnings: [],
      leak: { share: 0, rows: 3 },
    })
    const balanced = await freeze({ name: 'Balanced', balance: { kind: 'fixed', perQuadrant: 10 } })
    expect(balanced).toMatchObject({
      tracks: plain.tracks,
      samples: { train: 40, validation: 4, test: 3 },
      trainingQuadrants: [10, 10, 10, 10],
      leak: { leaked: 0 },
    })
    expect(balanced.digest).not.toBe(plain.digest)
    const small = await freeze({ name: 'Small', balance: { kind: 'fixed', perQuadrant: 2 } })
    expect(small).toMatchObject({ tracks: { train: 8, validation: 4, test: 3 }, trainingQuadrants: [2, 2, 2, 2] })
    expect((await freeze({ name: 'Thrice', excerptsPerTrack: 3 })).samples).toEqual({ train: 51, validation: 4, test: 3 })
  })

  it('as published splits duplicates, and carries its leak', async () => {
    const { freeze, handlers } = archive()
    const dataset = await freeze({ form: 'as-published', balance: { kind: 'fixed', perQuadrant: 25 } })
    expect(dataset.samples).toEqual({ train: 70, validation: 15, test: 15 })
    expect(dataset.leak?.share).toBeGreaterThan(0.7)
    expect((await handlers['datasets.list'](null))[0]?.leak).toEqual(dataset.leak)
  })

  it('says which quadrant stayed empty', async () => {
    const { freeze } = archive()
    const dataset = await freeze({ filter: { quadrants: [1, 2, 3] }, balance: { kind: 'fixed', perQuadrant: 5 } })
    expect(dataset.trainingQuadrants).toEqual([5, 5, 5, 0])
    expect(dataset.warnings).toEqual(['No training track lies in Q4: it stays empty, because there is nothing to duplicate.'])
    expect((await freeze({ name: 'Unbalanced', filter: { quadrants: [1, 2, 3] } })).warnings).toEqual([
      'No training track lies in Q4: networks learn nothing of it.',
    ])
  })

  it('keeps the artists of a track together, copies and all', async () => {
    const { freeze, handlers, library } = archive()
    const { id } = await freeze({ groupBy: 'artist', balance: { kind: 'fixed', perQuadrant: 6 } })
    const path = join(library.directory, 'rows.json')
    await handlers['datasets.export']({ datasetId: id, path, format: 'json', scale: '-1-1' })
    const rows = JSON.parse(readFileSync(path, 'utf8')) as { artist: string; split: string }[]
    const sets = new Map(rows.map(({ artist }) => [artist, new Set(rows.filter((row) => row.artist === artist).map(({ split }) => split))]))
    expect([...sets.values()].every(({ size }) => size === 1)).toBe(true)
  })

  it('is exported sample by sample with its scale and licence', async () => {
    const { freeze, handlers, library } = archive()
    const { id } = await freeze({ excerptsPerTrack: 2 })
    const path = join(library.directory, 'rows.csv')
    expect(await handlers['datasets.export']({ datasetId: id, path, format: 'csv', scale: '0-1' })).toEqual({ path, samples: 41 })
    const lines = readFileSync(path, 'utf8').trim().split(/\r?\n/)
    expect(lines[0]).toMatch(
      /^.?externalId,title,artist,path,digest,split,fold,copy,excerptId,startSeconds,endSeconds,valence,arousal,scale,licence$/,
    )
    expect(lines).toHaveLength(42)
    expect(lines[1]).toMatch(/^song-1,Song 1,Artist 1,.*song 1\.wav,[0-9a-f]{64},train,,0,,0,2,0\.75,.*,0…1,no lexicon was used$/)
    expect(lines[2]).toMatch(/^song-1,Song 1,Artist 1,.*song 1\.wav,[0-9a-f]{64},train,,1,,0,2,0\.75,/)
    expect(() => handlers['datasets.export']({ datasetId: 99, path, format: 'csv', scale: '0-1' })).toThrow('There is no dataset 99')
  })

  it('lists its own tracks, by set, by name, and those with copies', async () => {
    const { freeze, handlers } = archive()
    const { id, tracks, samples } = await freeze({ balance: { kind: 'fixed', perQuadrant: 6 } })
    const list = async (query: Record<string, unknown> = {}) => {
      const argument = datasetChannels['datasets.tracks'].argument.parse({ datasetId: id, ...query })
      return datasetChannels['datasets.tracks'].result.parse(await handlers['datasets.tracks'](argument))
    }
    const all = await list()
    expect(all.total).toBe(tracks.train + tracks.validation + tracks.test)
    expect(all.rows.reduce((sum, row) => sum + row.samples.train, 0)).toBe(samples.train)
    expect(all.rows.map(({ track }) => track.title)).toEqual(
      all.rows.map(({ track }) => track.title).sort((a, b) => a.localeCompare(b, 'en')),
    )
    expect((await list({ split: 'test' })).rows.map((row) => row.samples)).toEqual(
      Array.from({ length: tracks.test }, () => ({ train: 0, validation: 0, test: 1 })),
    )
    const copied = await list({ onlyCopies: true })
    expect(copied.total).toBeGreaterThan(0)
    expect(copied.rows.every((row) => row.samples.train > 1)).toBe(true)
    expect((await list({ onlyCopies: true, split: 'test' })).rows).toEqual([])
    const [first] = all.rows
    expect(await list({ search: `${first?.track.artist} ${first?.track.title}`, limit: 1 })).toMatchObject({ rows: [first] })
    expect(await list({ search: 'nothing' })).toEqual({ total: 0, rows: [] })
    expect(() => handlers['datasets.tracks']({ datasetId: 99, search: '', split: null, onlyCopies: false, offset: 0, limit: 5 })).toThrow(
      'There is no dataset 99',
    )
  })

  it('shows the samples of a track beside each other', async () => {
    const { freeze, handlers, library, ids } = archive()
    const trackId = ids[0] ?? 0
    setText(
      library.database,
      {
        trackId,
        kind: 'lyrics',
        body: 'The happy children walk along a big street and find a beautiful house near the quiet river.',
        source: 'test',
      },
      new Date(0),
    )
    const { id } = await freeze({ excerptsPerTrack: 3, textVariation: { synonymShare: 0.3, reorderSentences: false } })
    const preview = datasetChannels['datasets.sample'].result.parse(await handlers['datasets.sample']({ datasetId: id, trackId }))
    expect(preview).toMatchObject({ trackId, title: 'Song 1', excerptSeconds: 73 })
    expect(preview.samples.map(({ copy, startSeconds }) => [copy, startSeconds])).toEqual([
      [0, null],
      [1, 0],
      [2, 0],
    ])
    const [original, first, second] = preview.samples.map(({ texts }) => texts)
    expect(original).toEqual({
      lyrics: 'The happy children walk along a big street and find a beautiful house near the quiet river.',
      comments: null,
    })
    expect(first?.lyrics).not.toBe(original?.lyrics)
    expect(second).not.toEqual(first)
    expect(datasetChannels['datasets.sample'].result.parse(await handlers['datasets.sample']({ datasetId: id, trackId }))).toEqual(preview)
    expect(() => handlers['datasets.sample']({ datasetId: id, trackId: 9999 })).toThrow('is not in the dataset')
  })

  it('is refused when a set would be empty', async () => {
    const { freeze } = archive(2)
    await expect(freeze()).rejects.toThrow('too few, the validation and test set would be empty')
  })
})

describe.runIf(hasReferenceAnnotations)('the reference songs, without audio and text', () => {
  it('freeze into the published counts, sound and as published', async () => {
    const test = createTestContext()
    const { database } = test.library
    database.transaction(() => {
      for (const { externalId, valence, arousal } of referenceSongs()) {
        const trackId = createTrack(database, { externalId }, new Date(0))
        insertLabel(database, { trackId, excerptId: null, valence, arousal, source: 'imported', author: '', note: '', createdAt: '2026' })
      }
    })()
    refreshCurrentLabels(database, 'all')
    const handlers = createDatasetHandlers(test.context)
    const freeze = async (settings: Partial<DatasetSettings>) =>
      handlers['datasets.freeze'](datasetSettingsSchema.parse({ name: 'x', modalities: [], ...settings }))
    const plain = await freeze({ name: 'Plain' })
    expect(plain).toMatchObject({ quadrants: [2742, 942, 2575, 3395], tracks: { train: 6758, validation: 1448, test: 1448 } })
    const sound = await freeze({ name: 'Sound', balance: { kind: 'fixed', perQuadrant: 3000 } })
    expect(sound).toMatchObject({
      trainingQuadrants: [3000, 3000, 3000, 3000],
      samples: { validation: 1448, test: 1448 },
      leak: { leaked: 0 },
    })
    const published = await freeze({ name: 'Published', form: 'as-published' })
    expect(published.samples).toEqual({ train: 8400, validation: 1800, test: 1800 })
    expect(published.leak?.share).toBeCloseTo(0.31, 1)
    expect(published.leak?.quadrants[1].share).toBeCloseTo(0.89, 1)
  })
})

import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { datasetSettingsSchema } from '@shared/contract/datasets'
import { datasetRows, datasetSamples, datasetSamplesOfTrack, datasetTrackCounts, type DatasetTrackQuery } from '@main/store/dataset-samples'
import { insertDataset } from '@main/store/datasets'
import type { LibraryDatabase } from '@main/store/library'
import { migrate } from '@main/store/migrate'
import { migrations } from '@main/store/migrations'
import { sampleOf } from '../../helpers/sample'
import { createTestContext } from '../../helpers/service-context'
import { addTrack } from '../../helpers/track'

describe('dataset samples', () => {
  it('give a dataset of an earlier version one sample for each track, and go with it', () => {
    const database = new Database(':memory:')
    onTestFinished(() => void database.close())
    database.pragma('foreign_keys = ON')
    migrate(
      database,
      () => undefined,
      migrations.filter(({ version }) => version < 60),
    )
    database.exec(`
      INSERT INTO tracks (id, created_at) VALUES (1, ''), (2, '');
      INSERT INTO datasets (id, name, settings, digest, licence, created_at) VALUES (7, 'Old', '{}', '', '', '');
      INSERT INTO dataset_tracks VALUES (7, 1, 'train', 0, 0, 'tags'), (7, 2, 'test', 0, 0, 'human');`)
    migrate(database, () => undefined)
    expect(datasetSamples(database, 7)).toEqual([sampleOf({ trackId: 1, split: 'train' }), sampleOf({ trackId: 2, split: 'test' })])
    database.exec('DELETE FROM datasets')
    expect(datasetSamples(database, 7)).toEqual([])
  })
})

describe('the tracks of a dataset', () => {
  function withSamples(): LibraryDatabase {
    const { library } = createTestContext()
    for (const title of ['noon', 'Dawn', 'Dusk']) addTrack(library, { title })
    const tracks = [1, 2, 3].map((trackId) => ({ trackId, split: 'train', valence: 0, arousal: 0, source: 'human' }) as const)
    const sample = (trackId: number, copy: number, split: 'train' | 'test') =>
      sampleOf({ trackId, copy, split, startSeconds: copy, endSeconds: copy + 73, augmentationSeed: copy || null })
    const samples = [sample(1, 0, 'train'), sample(1, 1, 'test'), sample(2, 1, 'train'), sample(2, 0, 'train'), sample(3, 0, 'test')]
    const settings = datasetSettingsSchema.parse({ name: 'All' })
    insertDataset(library.database, { settings, digest: '', versionId: null, licence: '', createdAt: '', tracks, samples })
    return library.database
  }

  const find = (database: LibraryDatabase, query: Partial<DatasetTrackQuery>) =>
    datasetTrackCounts(database, { datasetId: 1, search: '', split: null, onlyCopies: false, offset: 0, limit: 10, ...query })
  const idsOf = (rows: readonly { trackId: number }[]): number[] => rows.map(({ trackId }) => trackId)

  it('stand by title without regard to case, and count their samples in each set', () => {
    expect(find(withSamples(), {})).toEqual([
      { trackId: 2, train: 2, validation: 0, test: 0, total: 3 },
      { trackId: 3, train: 0, validation: 0, test: 1, total: 3 },
      { trackId: 1, train: 1, validation: 0, test: 1, total: 3 },
    ])
  })

  it('are found by words, by set, by copies in that set, and page by page', () => {
    const database = withSamples()
    expect(idsOf(find(database, { search: 'd' }))).toEqual([2, 3])
    expect(idsOf(find(database, { split: 'test' }))).toEqual([3, 1])
    expect(idsOf(find(database, { onlyCopies: true }))).toEqual([2, 1])
    expect(idsOf(find(database, { onlyCopies: true, split: 'train' }))).toEqual([2])
    expect(find(database, { offset: 1, limit: 1 })).toMatchObject([{ trackId: 3, total: 3 }])
    expect(find(database, { datasetId: 9 })).toEqual([])
  })

  it('have their original sample first', () => {
    const database = withSamples()
    expect(datasetSamplesOfTrack(database, 1, 2).map(({ copy }) => copy)).toEqual([0, 1])
    expect(datasetRows(database, 1).map(({ title, copy, startSeconds }) => [title, copy, startSeconds])).toEqual([
      ['noon', 0, 0],
      ['noon', 1, 1],
      ['Dawn', 0, 0],
      ['Dawn', 1, 1],
      ['Dusk', 0, 0],
    ])
  })
})

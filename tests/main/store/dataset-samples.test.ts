import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { datasetSamples } from '@main/store/dataset-samples'
import { migrate } from '@main/store/migrate'
import { migrations } from '@main/store/migrations'

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
    expect(datasetSamples(database, 7)).toEqual([
      { trackId: 1, split: 'train', copy: 0, startSeconds: null, augmentationSeed: null },
      { trackId: 2, split: 'test', copy: 0, startSeconds: null, augmentationSeed: null },
    ])
    database.exec('DELETE FROM datasets')
    expect(datasetSamples(database, 7)).toEqual([])
  })
})

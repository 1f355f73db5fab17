import { expect, it } from 'vitest'
import { datasetSamples } from '@main/store/dataset-samples'
import { migrate } from '@main/store/migrate'
import { databaseAtVersion } from '../../../helpers/migrated-database'
import { sampleOf } from '../../../helpers/sample'

it('gives the samples of earlier datasets the excerpt that a run would have heard, and the label of their track', () => {
  const database = databaseAtVersion(101)
  database.exec(`
    INSERT INTO tracks (id, created_at) VALUES (1, ''), (2, '');
    INSERT INTO excerpts VALUES (4, 1, 50, 60, '', NULL), (5, 1, 20, 30, '', NULL), (6, 1, 0, 9, '', 'deleted');
    INSERT INTO datasets (id, name, settings, digest, licence, created_at) VALUES (7, 'Old', '{}', '', '', '');
    INSERT INTO dataset_tracks VALUES (7, 1, 'train', 0.5, -0.5, 'human'), (7, 2, 'test', 0.1, 0.2, 'tags');
    INSERT INTO dataset_samples VALUES (7, 1, 0, 'train', NULL, NULL), (7, 1, 1, 'train', 3, 9), (7, 2, 0, 'test', NULL, NULL);`)
  migrate(database, () => undefined)
  const own = { valence: 0.5, arousal: -0.5 }
  expect(datasetSamples(database, 7)).toEqual([
    sampleOf({ excerptId: 5, startSeconds: 20, endSeconds: 93, ...own }),
    sampleOf({ copy: 1, startSeconds: 3, endSeconds: 76, augmentationSeed: 9, ...own }),
    sampleOf({ trackId: 2, split: 'test', valence: 0.1, arousal: 0.2 }),
  ])
  expect(database.pragma('foreign_key_check')).toEqual([])
})

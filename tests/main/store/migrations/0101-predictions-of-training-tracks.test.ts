import { expect, it } from 'vitest'
import { migrate } from '@main/store/migrate'
import { databaseAtVersion } from '../../../helpers/migrated-database'
import { testRunId } from '../../../helpers/run-id'

const [branch, fusion, orphan] = [testRunId(1), testRunId(2), testRunId(3)]
const fused = (run: string): string => JSON.stringify({ fusion: { runs: { audio: run } } })

it('marks the predictions that a model made for tracks that it, or a branch that it took over, was trained on', () => {
  const database = databaseAtVersion(100)
  database.exec(`
    INSERT INTO tracks (id, created_at) VALUES (1, ''), (2, ''), (3, '');
    INSERT INTO datasets (id, name, settings, digest, licence, created_at) VALUES (7, 'Own', '{}', '', '', ''),
      (8, 'Other', '{}', '', '', '');
    INSERT INTO dataset_tracks VALUES (7, 1, 'train', 0, 0, 'tags'), (7, 2, 'test', 0, 0, 'tags'), (8, 2, 'train', 0, 0, 'tags');
    INSERT INTO dataset_samples (dataset_id, track_id, copy, split) VALUES (7, 1, 0, 'train'), (7, 2, 0, 'test'), (8, 2, 0, 'train');
    INSERT INTO runs (id, name, dataset_id, settings, network, parameters, engine, device, state, created_at) VALUES
      ('${branch}', 'Branch', 8, '{"fusion":null}', '{}', 1, '', '', 'done', ''),
      ('${fusion}', 'Fusion', 7, '${fused(branch)}', '{}', 1, '', '', 'done', ''),
      ('${orphan}', 'Orphan', 7, '${fused(testRunId(9))}', '{}', 1, '', '', 'done', '');
    INSERT INTO models (id, name, path, sha256, run_id, modality, card, created_at) VALUES
      (1, 'Of a branch', 'a', '', '${branch}', 'audio', '', ''), (2, 'Of a fusion', 'b', '', '${fusion}', 'audio', '', ''),
      (3, 'Of a run whose branch is gone', 'c', '', '${orphan}', 'audio', '', ''), (4, 'Of nobody', 'd', '', NULL, 'audio', '', '');
    INSERT INTO prediction_sets (id, model_id, folders, state, created_at) SELECT id, id, '[]', 'done', '' FROM models;
    INSERT INTO predictions (set_id, path, track_id, valence, arousal, start_seconds, duration_seconds)
      SELECT s.id, 'track ' || t.id, t.id, 0, 0, 0, 60 FROM prediction_sets s, tracks t;
    INSERT INTO predictions (set_id, path, track_id, valence, arousal, start_seconds, duration_seconds)
      VALUES (1, 'no track', NULL, 0, 0, 0, 60)`)
  migrate(database, () => undefined)
  const trainedOn = (set: number): unknown[] =>
    database.prepare('SELECT trained_on FROM predictions WHERE set_id = ? ORDER BY track_id').pluck().all(set)
  expect(trainedOn(1)).toEqual([null, 0, 1, 0])
  expect(trainedOn(2)).toEqual([1, 1, 0])
  expect(trainedOn(3)).toEqual([null, null, null])
  expect(trainedOn(4)).toEqual([null, null, null])
})

import { expect, it } from 'vitest'
import { checkDatabase } from '@main/store/check'
import { migrate } from '@main/store/migrate'
import { addPredictions, predictedExcerpts, predictionsOfSet } from '@main/store/predictions'
import { databaseAtVersion } from '../../../helpers/migrated-database'

it('predictions of earlier versions stay, without excerpts; new ones keep theirs until their file is predicted again', () => {
  const database = databaseAtVersion(120)
  database.exec(`
    INSERT INTO models (id, name, path, sha256, modality, card, created_at) VALUES (1, 'M', 'm.onnx', '', 'audio', '', '');
    INSERT INTO prediction_sets (id, model_id, folders, state, created_at) VALUES (1, 1, '[]', 'done', '');
    INSERT INTO predictions (set_id, path, valence, arousal, start_seconds, duration_seconds) VALUES (1, '/old.wav', 0.5, 0.5, 3, 60);`)
  migrate(database, () => undefined)
  const row = { path: '/new.wav', trackId: null, valence: 0, arousal: 0, spread: 0.1, startSeconds: 0, durationSeconds: 9, trainedOn: null }
  const excerpts = [0, 4].map((startSeconds) => ({ startSeconds, endSeconds: startSeconds + 5, valence: 0.1, arousal: 1.2 }))
  addPredictions(database, 1, [{ ...row, excerpts }])
  const counts = (): unknown[] => predictionsOfSet(database, 1).map(({ path, excerpts: count }) => [path, count])
  expect(counts()).toEqual([
    ['/new.wav', 2],
    ['/old.wav', 0],
  ])
  expect(predictedExcerpts(database, 1, '/new.wav')).toEqual(excerpts)
  addPredictions(database, 1, [{ ...row, excerpts: excerpts.slice(1) }])
  expect(predictedExcerpts(database, 1, '/new.wav')).toEqual(excerpts.slice(1))
  expect(checkDatabase(database)).toEqual([])
  database.exec('DELETE FROM prediction_sets')
  expect(database.prepare('SELECT COUNT(*) FROM prediction_excerpts').pluck().get()).toBe(0)
})

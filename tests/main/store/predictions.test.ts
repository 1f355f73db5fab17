import { expect, it } from 'vitest'
import { saveModel } from '@main/store/models'
import {
  addPredictions,
  finishPredictionSet,
  hasPrediction,
  insertPredictionSet,
  listPredictionSets,
  type NewPrediction,
  predictionSetWithId,
  predictionsOfSet,
} from '@main/store/predictions'
import { createTestContext } from '../../helpers/service-context'
import { addFile, addTrack } from '../../helpers/track'

const row = (path: string, values: Partial<NewPrediction> = {}): NewPrediction => ({
  path,
  trackId: null,
  valence: 0.1,
  arousal: 0.2,
  spread: null,
  startSeconds: 0,
  durationSeconds: 30,
  trainedOn: null,
  ...values,
})

function withSet() {
  const { library } = createTestContext()
  const { database } = library
  const model = { name: 'Mine', path: 'm.onnx', sha256: '', runId: null, modality: 'audio', baseline: null, card: '', createdAt: '' }
  const { id: modelId } = saveModel(database, model)
  const setId = insertPredictionSet(database, { modelId, folders: ['/music'], createdAt: '2026' })
  return { library, database, modelId, setId }
}

it('a set begins empty and running, and reports at its end what was set aside', () => {
  const { database, modelId, setId } = withSet()
  expect(predictionSetWithId(database, setId)).toMatchObject({ state: 'running', predicted: 0, folders: ['/music'], setAside: [] })
  addPredictions(database, setId, [row('/music/a.wav'), row('/music/b.wav')])
  const setAside = [{ path: '/music/c.wav', reason: 'broken' }]
  finishPredictionSet(database, setId, { state: 'done', seconds: 2, realtime: 30, setAside })
  const later = insertPredictionSet(database, { modelId, folders: [], createdAt: '2026' })
  expect(listPredictionSets(database)).toMatchObject([
    { id: later, predicted: 0 },
    { id: setId, modelName: 'Mine', state: 'done', predicted: 2, seconds: 2, realtime: 30, setAside },
  ])
  expect(() => predictionSetWithId(database, 99)).toThrow(expect.objectContaining({ code: 'not-found' }))
})

it('a file predicted again replaces its prediction, in this set only', () => {
  const { database, modelId, setId } = withSet()
  const other = insertPredictionSet(database, { modelId, folders: [], createdAt: '' })
  for (const valence of [0.1, 0.9]) addPredictions(database, setId, [row('/a.wav', { valence })])
  expect(predictionsOfSet(database, setId).map(({ valence }) => valence)).toEqual([0.9])
  expect([hasPrediction(database, setId, '/a.wav'), hasPrediction(database, other, '/a.wav')]).toEqual([true, false])
})

it('predictions come with the names of their tracks; a model of texts takes the length from the file', () => {
  const { library, database, setId } = withSet()
  const [heard, read] = [addTrack(library, { title: 'Heard', externalId: 'x1' }), addTrack(library, { title: 'Read' })]
  addFile(library, heard, '/heard.wav', { durationSeconds: 100 })
  addFile(library, read, '/read.wav', { durationSeconds: 200 })
  addPredictions(database, setId, [
    row('c', { durationSeconds: 0 }),
    row('b', { trackId: read, durationSeconds: 0 }),
    row('a', { trackId: heard, spread: 0.1 }),
  ])
  expect(predictionsOfSet(database, setId)).toMatchObject([
    { path: 'a', trackId: heard, title: 'Heard', externalId: 'x1', durationSeconds: 30, spread: 0.1 },
    { path: 'b', trackId: read, title: 'Read', externalId: null, durationSeconds: 200, spread: null },
    { path: 'c', trackId: null, title: null, externalId: null, durationSeconds: 0 },
  ])
})

it('a track that goes leaves its prediction as that of a file; one bad row takes back all of its batch', () => {
  const { library, database, setId } = withSet()
  const trackId = addTrack(library)
  addPredictions(database, setId, [row('a', { trackId })])
  database.prepare('DELETE FROM tracks WHERE id = ?').run(trackId)
  expect(predictionsOfSet(database, setId)).toMatchObject([{ path: 'a', trackId: null }])
  expect(() => addPredictions(database, setId, [row('b'), row('c', { trackId: 99 })])).toThrow('FOREIGN KEY')
  expect(predictionsOfSet(database, setId)).toHaveLength(1)
})

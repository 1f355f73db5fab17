import { expect, it } from 'vitest'
import { listModels, modelWithId, saveModel } from '@main/store/models'
import { addPredictions, insertPredictionSet, predictionsOfSet } from '@main/store/predictions'
import { testRunId } from '../../helpers/run-id'
import { createTestContext } from '../../helpers/service-context'
import { addStoredRun } from '../../helpers/stored-run'

const model = {
  name: 'Mine',
  path: 'models/a.onnx',
  sha256: 'a',
  runId: null,
  modality: 'audio',
  baseline: null,
  card: '#',
  createdAt: '2026-01-01',
}

it('a model written again to its path keeps its id and its predictions', () => {
  const { database } = createTestContext().library
  const { id } = saveModel(database, model)
  saveModel(database, { ...model, path: 'models/b.onnx' })
  const setId = insertPredictionSet(database, { modelId: id, folders: [], createdAt: '' })
  const row = { path: '/a.wav', trackId: null, valence: 0, arousal: 0, spread: null, startSeconds: 0, durationSeconds: 1, trainedOn: null }
  addPredictions(database, setId, [row])
  expect(saveModel(database, { ...model, name: 'Again', sha256: 'b' })).toEqual({ ...model, id, name: 'Again', sha256: 'b' })
  expect(predictionsOfSet(database, setId)).toHaveLength(1)
  expect(listModels(database)).toHaveLength(2)
})

it('a model names its run only where the library has it, and forgets a run that is deleted', () => {
  const { database } = createTestContext().library
  addStoredRun(database, testRunId(1))
  const own = saveModel(database, { ...model, runId: testRunId(1) })
  expect(own.runId).toBe(testRunId(1))
  expect(saveModel(database, { ...model, path: 'models/b.onnx', runId: testRunId(2) }).runId).toBeNull()
  database.exec('DELETE FROM runs')
  expect(modelWithId(database, own.id).runId).toBeNull()
})

it('models are listed with the newest first, and an unknown one is named', () => {
  const { database } = createTestContext().library
  saveModel(database, { ...model, name: 'New', path: 'b', createdAt: '2026-02-01' })
  saveModel(database, { ...model, name: 'Old', path: 'a' })
  expect(listModels(database).map(({ name }) => name)).toEqual(['New', 'Old'])
  expect(() => modelWithId(database, 9)).toThrow(expect.objectContaining({ code: 'not-found', message: 'There is no model 9.' }))
})

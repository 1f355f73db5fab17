import { describe, expect, it } from 'vitest'
import type { TrainedPrediction } from '@shared/contract/workers/training'
import type { LibraryDatabase } from '@main/store/library'
import {
  changeRun,
  deleteRun,
  epochsOfRun,
  findRun,
  listRuns,
  predictionsOfRun,
  replaceRunPredictions,
  runWithId,
  saveEpoch,
} from '@main/store/runs'
import { testRunId } from '../../helpers/run-id'
import { createTestContext } from '../../helpers/service-context'
import { addStoredRun } from '../../helpers/stored-run'
import { addTrack } from '../../helpers/track'

const [first, second] = [testRunId(1), testRunId(2)]

function withRuns(): LibraryDatabase {
  const { library } = createTestContext()
  addStoredRun(library.database, first, 'First')
  addStoredRun(library.database, second, 'Second')
  for (const title of ['A', 'B', 'C']) addTrack(library, { title })
  return library.database
}

const epoch = (number: number, fold = 0, trainLoss = 1) => ({
  epoch: number,
  fold,
  trainLoss,
  validationLoss: null,
  valence: null,
  arousal: null,
  learningRate: 0.01,
  epochSeconds: 1,
  samplesPerSecond: 1,
  secondsLeft: 1,
})

const prediction = (trackId: number, values: Partial<TrainedPrediction> = {}): TrainedPrediction => ({
  trackId,
  split: 'test',
  fold: null,
  startSeconds: 0,
  observedValence: 0.5,
  observedArousal: 0.5,
  valence: 0.4,
  arousal: 0.3,
  ...values,
})

describe('runs', () => {
  it('of one second are listed with the last added first', () => {
    expect(listRuns(withRuns()).map(({ name }) => name)).toEqual(['Second', 'First'])
  })

  it('change in what is given only, null included', () => {
    const database = withRuns()
    const before = runWithId(database, first)
    changeRun(database, first, { state: 'failed', failure: 'The disk is full.' })
    expect(runWithId(database, first)).toEqual({ ...before, state: 'failed', failure: 'The disk is full.' })
    expect(changeRun(database, first, { failure: null })).toEqual({ ...before, state: 'failed' })
    expect(changeRun(database, first, {})).toEqual({ ...before, state: 'failed' })
    expect(runWithId(database, second)).toMatchObject({ state: 'done', failure: null })
  })

  it('go with their epochs and predictions, and models exported from them stay', () => {
    const database = withRuns()
    for (const id of [first, second]) {
      saveEpoch(database, id, epoch(1))
      replaceRunPredictions(database, id, [prediction(1)])
    }
    database.prepare("INSERT INTO models VALUES (1, 'M', 'm.onnx', '', ?, 'audio', '', '', NULL)").run(first)
    deleteRun(database, first)
    expect(findRun(database, first)).toBeNull()
    expect([epochsOfRun(database, first), predictionsOfRun(database, first, 'all')]).toEqual([[], []])
    expect([epochsOfRun(database, second), predictionsOfRun(database, second, 'all')].map(({ length }) => length)).toEqual([1, 1])
    expect(database.prepare('SELECT run_id FROM models').pluck().all()).toEqual([null])
  })
})

describe('epochs', () => {
  it('that a resumed run trains again replace the old ones, fold by fold', () => {
    const database = withRuns()
    for (const each of [epoch(2, 1), epoch(1, 1), epoch(1, 0), epoch(1, 1, 0.25)]) saveEpoch(database, first, each)
    expect(epochsOfRun(database, first).map(({ fold, epoch: number, trainLoss }) => [fold, number, trainLoss])).toEqual([
      [0, 1, 1],
      [1, 1, 0.25],
      [1, 2, 1],
    ])
  })
})

describe('predictions of a run', () => {
  it('stand by track, and can be asked for by set', () => {
    const database = withRuns()
    replaceRunPredictions(database, first, [prediction(3), prediction(1, { split: 'train' })])
    expect(predictionsOfRun(database, first, 'all').map(({ trackId, title, valence }) => [trackId, title, valence])).toEqual([
      [1, 'A', 0.4],
      [3, 'C', 0.4],
    ])
    expect(predictionsOfRun(database, first, 'test').map(({ trackId }) => trackId)).toEqual([3])
    expect(predictionsOfRun(database, second, 'all')).toEqual([])
  })

  it('replace the former ones, and leave out tracks that were removed meanwhile', () => {
    const database = withRuns()
    replaceRunPredictions(database, first, [prediction(1), prediction(2)])
    replaceRunPredictions(database, first, [prediction(2), prediction(99)])
    expect(predictionsOfRun(database, first, 'all').map(({ trackId }) => trackId)).toEqual([2])
  })
})

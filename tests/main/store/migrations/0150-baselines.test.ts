import { expect, it } from 'vitest'
import { migrate } from '@main/store/migrate'
import { changeRun, listRuns } from '@main/store/runs'
import { databaseAtVersion } from '../../../helpers/migrated-database'
import { metricsOf } from '../../../helpers/run'
import { testRunId } from '../../../helpers/run-id'
import { addStoredRun } from '../../../helpers/stored-run'

it('runs of earlier versions have no baselines yet; later ones keep them, or why they failed', () => {
  const database = databaseAtVersion(140)
  addStoredRun(database, testRunId())
  migrate(database, () => undefined)
  expect(listRuns(database)).toMatchObject([{ baselines: [], baselinesFailure: null }])
  const interval = { value: 0.1, low: 0, high: 0.2 }
  const baselines = [{ name: 'ridge' as const, seed: 7, metrics: metricsOf(0.1), gain: { valence: interval, arousal: interval } }]
  expect(changeRun(database, testRunId(), { baselines })).toMatchObject({ baselines })
  expect(changeRun(database, testRunId(), { baselines: [], baselinesFailure: 'No features.' })).toMatchObject({
    baselines: [],
    baselinesFailure: 'No features.',
  })
  expect(() => database.exec("UPDATE runs SET baselines = 'no JSON'")).toThrow(/CHECK/)
})

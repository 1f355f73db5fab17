import { expect, it } from 'vitest'
import { migrate } from '@main/store/migrate'
import { changeRun, listRuns } from '@main/store/runs'
import { databaseAtVersion } from '../../../helpers/migrated-database'
import { testRunId } from '../../../helpers/run-id'
import { addStoredRun } from '../../../helpers/stored-run'

it('runs of earlier versions lost no device; later ones keep which, until they go on', () => {
  const database = databaseAtVersion(131)
  addStoredRun(database, testRunId())
  migrate(database, () => undefined)
  expect(listRuns(database)).toMatchObject([{ device: 'CPU', lost: null }])
  const lost = { how: 'lost' as const, device: 'Radeon', epoch: 3, reason: 'It was killed.' }
  expect(changeRun(database, testRunId(), { lost })).toMatchObject({ lost })
  expect(changeRun(database, testRunId(), { lost: null })).toMatchObject({ lost: null })
  expect(() => database.exec("UPDATE runs SET lost_device = 'no JSON'")).toThrow(/CHECK/)
})

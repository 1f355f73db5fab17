import { expect, it } from 'vitest'
import { migrate } from '@main/store/migrate'
import { changeRun, listRuns } from '@main/store/runs'
import { databaseAtVersion } from '../../../helpers/migrated-database'
import { testRunId } from '../../../helpers/run-id'
import { addStoredRun } from '../../../helpers/stored-run'

it('runs of earlier versions have no note and no tags, and are not archived; later ones keep them', () => {
  const database = databaseAtVersion(162)
  addStoredRun(database, testRunId())
  migrate(database, () => undefined)
  expect(listRuns(database)).toMatchObject([{ note: '', tags: [], archivedAt: null }])
  const written = { note: ' as typed\n', tags: ['one', 'two words'], archivedAt: '2026-01-02T03:04:05.000Z' }
  changeRun(database, testRunId(), written)
  expect(listRuns(database)).toMatchObject([written])
  expect(() => database.exec("UPDATE runs SET tags = 'no JSON'")).toThrow(/CHECK/)
})

import { expect, it } from 'vitest'
import type { ComputedStretch } from '@shared/domain/device-choice'
import { checkDatabase } from '@main/store/check'
import { migrate } from '@main/store/migrate'
import { changeRun, runWithId } from '@main/store/runs'
import { databaseAtVersion } from '../../../helpers/migrated-database'
import { testRunId } from '../../../helpers/run-id'
import { addStoredRun } from '../../../helpers/stored-run'

it('runs of before know their device by name alone; a new one keeps what computed which epochs', () => {
  const database = databaseAtVersion(130)
  addStoredRun(database, testRunId(1))
  migrate(database, () => undefined)
  expect(runWithId(database, testRunId(1))).toMatchObject({ device: 'CPU', computedOn: [] })
  const card: ComputedStretch = {
    fromEpoch: 1,
    engine: 'onnx',
    device: { id: 'webgpu', name: 'NVIDIA RTX 4070', kind: 'webgpu', driver: '560.35', memoryBytes: 12e9 },
    choice: { reason: 'It was the quickest.', remembered: false, compared: [] },
  }
  changeRun(database, testRunId(1), { computedOn: [card] })
  expect(runWithId(database, testRunId(1)).computedOn).toEqual([card])
  expect(checkDatabase(database)).toEqual([])
})

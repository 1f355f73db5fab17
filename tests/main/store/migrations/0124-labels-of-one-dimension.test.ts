import { expect, it } from 'vitest'
import { migrate } from '@main/store/migrate'
import { databaseAtVersion } from '../../../helpers/migrated-database'

it('labels state both dimensions; from now on one may wait for the other, but not beside coordinates', () => {
  const database = databaseAtVersion(120)
  const columns = 'INSERT INTO labels (track_id, source, author, created_at, valence, arousal'
  database.exec(`INSERT INTO tracks (id, created_at) VALUES (1, ''); ${columns}) VALUES (1, 'human', '', '', 0.5, -0.5);`)
  migrate(database, () => undefined)
  expect(database.prepare('SELECT valence, arousal, stated, waiting FROM labels').raw().all()).toEqual([[0.5, -0.5, null, null]])
  const insert = (values: string): unknown => database.exec(`${columns}, stated, waiting) VALUES (1, 'imported', '', '', ${values})`)
  insert("NULL, NULL, 'arousal', 0.25")
  insert("0.5, 0.25, 'arousal', NULL")
  for (const wrong of ["0.5, 0.25, 'arousal', 0.25", 'NULL, NULL, NULL, 0.25', "NULL, NULL, 'arousal', 2", "NULL, NULL, 'tempo', 0.25"])
    expect(() => insert(wrong), wrong).toThrow(/CHECK/)
})

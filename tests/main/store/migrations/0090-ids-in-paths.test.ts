import { describe, expect, it } from 'vitest'
import { checkDatabase } from '@main/store/check'
import type { LibraryDatabase } from '@main/store/library'
import { migrate } from '@main/store/migrate'
import { databaseAtVersion } from '../../../helpers/migrated-database'
import { testRunId } from '../../../helpers/run-id'

const ownId = testRunId(1)
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** A library of version 80 with a run of our own and one whose id leads out of it; a fusion goes on from both. */
function foreignLibrary(): LibraryDatabase {
  const database = databaseAtVersion(80)
  const fusion = JSON.stringify({ fusion: { runs: { audio: '../../x', lyrics: ownId } } })
  database.exec(`
    INSERT INTO tracks (id, created_at) VALUES (1, ''), (2, '');
    INSERT INTO files VALUES (1, '/a.wav', '../../../x', 1, 77, 'wav', 1, 1, 1, NULL, 0),
      (2, '/b.wav', '${'b'.repeat(64)}', 1, 77, 'wav', 1, 1, 1, NULL, 0);
    INSERT INTO datasets (id, name, settings, digest, licence, created_at) VALUES (7, 'Old', '{}', '', '', '');
    INSERT INTO runs (id, name, dataset_id, settings, network, parameters, engine, device, state, failure, created_at) VALUES
      ('${ownId}', 'Ours', 7, '{}', '{}', 1, '', '', 'done', NULL, ''),
      ('../../x', 'Theirs', 7, '{}', '{}', 1, '', '', 'failed', 'It failed.', ''),
      ('${testRunId(2)}', 'Fusion', 7, '${fusion}', '{}', 1, '', '', 'done', NULL, '');
    INSERT INTO run_epochs VALUES ('../../x', 0, 1, '{}'), ('${ownId}', 0, 1, '{}');
    INSERT INTO run_predictions VALUES ('../../x', 1, 'test', 0, 0, 0, 0);
    INSERT INTO models VALUES (3, 'Model', 'models/a.onnx', '', '../../x', 'audio', '', '');`)
  migrate(database, () => undefined)
  return database
}

describe('migration 90', () => {
  it('gives a run with a foreign id a new one, with its rows, and says so', () => {
    const database = foreignLibrary()
    const runs = database
      .prepare<[], { id: string; name: string; failure: string | null }>('SELECT id, name, failure FROM runs ORDER BY rowid')
      .all()
    const [ours, theirs] = runs
    expect(runs.map(({ name }) => name)).toEqual(['Ours', 'Theirs', 'Fusion'])
    expect(ours).toEqual({ id: ownId, name: 'Ours', failure: null })
    expect(theirs?.id).toMatch(uuidPattern)
    expect(theirs?.failure).toMatch(/^This run had the id “\.\.\/\.\.\/x”, which Circumplex does not give\..* It failed\.$/)
    const runIdsIn = (table: string): unknown[] => database.prepare(`SELECT run_id FROM ${table}`).pluck().all().sort()
    expect(runIdsIn('run_epochs')).toEqual([ownId, theirs?.id].sort())
    expect(runIdsIn('run_predictions')).toEqual([theirs?.id])
    expect(runIdsIn('models')).toEqual([theirs?.id])
    expect(database.prepare("SELECT settings ->> '$.fusion.runs.audio' FROM runs WHERE name = 'Fusion'").pluck().get()).toBe(theirs?.id)
    expect(checkDatabase(database)).toEqual([])
  })

  it('gives a file with a foreign digest another, so that the next import reads it', () => {
    const rows = foreignLibrary().prepare('SELECT digest, modified_at_ms AS modifiedAtMs FROM files ORDER BY track_id').all()
    expect(rows).toEqual([
      { digest: expect.stringMatching(/^[0-9a-f]{64}$/), modifiedAtMs: 0 },
      { digest: 'b'.repeat(64), modifiedAtMs: 77 },
    ])
  })

  it.each(['../../x', '', 'ABCDEF00-0000-4000-8000-000000000001', `${ownId}/..`, '00000000-0000-4000-8000-00000000000/'])(
    'lets no run have the id %j',
    (id) => {
      const database = foreignLibrary()
      const insert = database.prepare(
        `INSERT INTO runs (id, name, dataset_id, settings, network, parameters, engine, device, state, created_at)
         VALUES (?, '', 7, '', '', 1, '', '', 'done', '')`,
      )
      expect(() => insert.run(id)).toThrow('a_run_id_is_a_uuid')
      expect(() => database.prepare('UPDATE runs SET id = ? WHERE id = ?').run(id, ownId)).toThrow('a_run_id_is_a_uuid')
    },
  )

  it('lets no file have a digest with a slash', () => {
    const update = foreignLibrary().prepare('UPDATE files SET digest = ? WHERE track_id = 1')
    expect(() => update.run('../../../../x')).toThrow('a_digest_is_hexadecimal')
    update.run('a'.repeat(64))
  })
})

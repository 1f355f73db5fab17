import { expect, it } from 'vitest'
import { tracksOfEmbedding } from '@main/store/embeddings'
import { migrate } from '@main/store/migrate'
import { changeRun, listRuns } from '@main/store/runs'
import { databaseAtVersion } from '../../../helpers/migrated-database'
import { testRunId } from '../../../helpers/run-id'
import { addStoredRun } from '../../../helpers/stored-run'

it('vectors of earlier versions learnt from all texts of their kinds that there were; earlier runs do not say', () => {
  const database = databaseAtVersion(150)
  addStoredRun(database, testRunId())
  database.exec(`
    INSERT INTO tracks (id, title, artist, created_at) VALUES (3, 'Dawn', 'Ada', ''), (5, 'Noon', 'Ben', ''), (8, 'Dusk', 'Cleo', '');
    INSERT INTO texts VALUES (8, 'lyrics', 'la', NULL, '', '2026-01'), (3, 'lyrics', 'la', NULL, '', '2026-01'),
      (3, 'comments', 'fine', NULL, '', '2026-01'), (5, 'comments', 'fine', NULL, '', '2026-01'), (5, 'lyrics', 'la', NULL, '', '2026-03');
    INSERT INTO embeddings (id, name, origin, kinds, words, size, vocabulary_digest, coverage, created_at) VALUES
      (1, 'Own', 'trained', '["lyrics"]', 1, 2, '', '{}', '2026-02'),
      (2, 'Both', 'trained', '["lyrics", "comments"]', 1, 2, '', '{}', '2026-04'),
      (3, 'Foreign', 'imported', '["lyrics"]', 1, 2, '', '{}', '2026-04')`)
  migrate(database, () => undefined)
  expect([1, 2, 3].map((id) => tracksOfEmbedding(database, id))).toEqual([[3, 8], [3, 5, 8], null])
  expect(listRuns(database)).toMatchObject([{ vectorsRead: [] }])
  const vectorsRead = [{ kind: 'lyrics' as const, embedding: 'Own', heldOut: 4, read: 2 }]
  expect(changeRun(database, testRunId(), { vectorsRead })).toMatchObject({ vectorsRead })
})

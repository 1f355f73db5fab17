import { expect, it } from 'vitest'
import { listLabelVersions } from '@main/store/label-versions'
import { migrate } from '@main/store/migrate'
import { databaseAtVersion } from '../../../helpers/migrated-database'

it('gives the schemes of earlier label versions a kind and keeps what they weigh', () => {
  const database = databaseAtVersion(90)
  database.exec(`
    INSERT INTO lexicons (id, name, source, licence, active, created_at) VALUES (1, 'Mine', '', '', 1, '');
    INSERT INTO label_versions (id, scheme, lexicon_id, lexicon_name, licence, note, author, labelled, unlabelled, created_at) VALUES
      (1, '{"name":"Published formula","weights":{}}', 1, 'Mine', '', '', '', 0, 0, ''),
      (2, '{"name":"Less calm","weights":{"calmness":0.3,"anger":2}}', 1, 'Mine', '', '', '', 0, 0, ''),
      (3, '{"name":"Comments","weights":{},"commentsShare":0.25}', 1, 'Mine', '', '', '', 0, 0, '');`)
  migrate(database, () => undefined)
  expect(listLabelVersions(database).map(({ scheme }) => scheme)).toEqual([
    { kind: 'weights', name: 'Comments', weights: {}, minimumMass: 0, commentsShare: 0.25 },
    { kind: 'weights', name: 'Less calm', weights: { calmness: 0.3, anger: 2 }, minimumMass: 0, commentsShare: 0 },
    { kind: 'published', name: 'Published formula' },
  ])
})

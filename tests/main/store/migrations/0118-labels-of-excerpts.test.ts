import { expect, it } from 'vitest'
import { checkDatabase } from '@main/store/check'
import { migrate } from '@main/store/migrate'
import { databaseAtVersion } from '../../../helpers/migrated-database'

it('tracks that people labelled on excerpts only get the mean as their label; labels of whole tracks stay', () => {
  const database = databaseAtVersion(101)
  const label = (id: number, track: number, excerpt: number | null, valence: number | null, source = 'human'): string =>
    `(${id}, ${track}, ${excerpt ?? 'NULL'}, ${valence ?? 'NULL'}, ${valence === null ? 'NULL' : 0.5}, '${source}', '', '')`
  database.exec(`
    INSERT INTO tracks (id, created_at) VALUES (1, ''), (2, ''), (3, '');
    INSERT INTO excerpts (id, track_id, start_seconds, end_seconds, created_at, deleted_at) VALUES
      (1, 1, 0, 5, '', NULL), (2, 1, 5, 9, '', NULL), (3, 1, 9, 12, '', ''), (4, 2, 0, 5, '', NULL), (5, 3, 0, 5, '', NULL);
    INSERT INTO labels (id, track_id, excerpt_id, valence, arousal, source, author, created_at) VALUES
      ${[
        label(1, 1, null, 0.9, 'imported'),
        label(2, 1, 1, -0.5),
        label(3, 1, 2, 0.25),
        label(4, 1, 3, 1),
        label(5, 2, null, 0.1),
        label(6, 2, 4, -1),
        label(7, 3, 5, 0.75),
        label(8, 3, 5, null),
      ].join(', ')};
    INSERT INTO current_labels (track_id, label_id, valence, arousal, source, quadrant) VALUES
      (1, 1, 0.9, 0.5, 'imported', 1), (2, 5, 0.1, 0.5, 'human', 1);`)
  migrate(database, () => undefined)
  expect(
    database.prepare('SELECT track_id, label_id, valence, arousal, source, quadrant, excerpts FROM current_labels').raw().all(),
  ).toEqual([
    [1, 3, -0.125, 0.5, 'human', 2, 2],
    [2, 5, 0.1, 0.5, 'human', 1, 0],
  ])
  expect(checkDatabase(database)).toEqual([])
})

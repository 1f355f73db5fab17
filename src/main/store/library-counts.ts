import type { LibraryInfo } from '@shared/contract/library'
import type { LibraryDatabase } from './library'
import { prepared } from './prepared'

/** How much of everything a library holds. */
export type LibraryCounts = Pick<
  LibraryInfo,
  | 'tracks'
  | 'withAudio'
  | 'missingAudio'
  | 'withLyrics'
  | 'withComments'
  | 'withTags'
  | 'labelled'
  | 'setAside'
  | 'datasets'
  | 'runs'
  | 'models'
>

const countsSql = `SELECT
  (SELECT count(*) FROM tracks) AS tracks,
  (SELECT count(*) FROM files) AS withAudio,
  (SELECT count(*) FROM files WHERE missing = 1) AS missingAudio,
  (SELECT count(*) FROM texts WHERE kind = 'lyrics') AS withLyrics,
  (SELECT count(*) FROM texts WHERE kind = 'comments') AS withComments,
  (SELECT count(DISTINCT track_id) FROM track_tags) AS withTags,
  (SELECT count(*) FROM current_labels) AS labelled,
  (SELECT count(*) FROM set_aside) AS setAside,
  (SELECT count(*) FROM datasets) AS datasets,
  (SELECT count(*) FROM runs) AS runs,
  (SELECT count(*) FROM models) AS models`

/** Counts the tracks, texts and labels of the library. */
export function libraryCounts(database: LibraryDatabase): LibraryCounts {
  const counts = prepared<LibraryCounts>(database, countsSql).get()
  if (!counts) throw new Error('SQLite answered no row to a query that always has one.')
  return counts
}

/** Whether the library holds tracks that a machine composed. */
export function holdsSyntheticTracks(database: LibraryDatabase): boolean {
  return prepared(database, 'SELECT 1 FROM tracks WHERE synthetic = 1 LIMIT 1').get() !== undefined
}

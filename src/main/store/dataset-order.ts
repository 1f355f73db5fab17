import type { LibraryDatabase } from './library'

/** Where a track stands in a dataset, and what its folds keep together with it. */
export interface RankedTrack {
  readonly trackId: number
  /** From 0; no two tracks of a dataset share one. */
  readonly rank: number
  readonly group: string
}

/** Keeps the order of a dataset's tracks. Called inside of the transaction that stores the dataset. */
export function insertDatasetOrder(database: LibraryDatabase, datasetId: number | bigint, tracks: readonly RankedTrack[]): void {
  const insert = database.prepare('INSERT INTO dataset_order (dataset_id, track_id, rank, group_name) VALUES (?, ?, ?, ?)')
  for (const { trackId, rank, group } of tracks) insert.run(datasetId, trackId, rank, group)
}

/** The order that a dataset came with, by rank; empty for one that was frozen in this library, which follows the ids of its tracks. */
export function datasetOrder(database: LibraryDatabase, datasetId: number): RankedTrack[] {
  return database
    .prepare<[number], RankedTrack>(
      'SELECT track_id AS trackId, rank, group_name AS "group" FROM dataset_order WHERE dataset_id = ? ORDER BY rank',
    )
    .all(datasetId)
}

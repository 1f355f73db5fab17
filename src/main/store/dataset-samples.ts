import type { DatasetSample } from '@shared/domain/dataset-sample'
import type { LibraryDatabase } from './library'
import { searchQuery } from './search-query'

const columns = `
  s.track_id AS trackId, s.split, s.copy, s.excerpt_id AS excerptId, s.start_seconds AS startSeconds, s.end_seconds AS endSeconds,
  s.valence, s.arousal, s.augmentation_seed AS augmentationSeed`

/** Tracks stand in the order that their dataset came with; in one that was frozen here in that of their ids. */
const inOrder = 'LEFT JOIN dataset_order o ON o.dataset_id = s.dataset_id AND o.track_id = s.track_id'
const byRank = 'ORDER BY COALESCE(o.rank, s.track_id), s.copy'

/** Stores the samples of a dataset; their tracks are stored already. Called inside of the transaction that freezes the dataset. */
export function insertDatasetSamples(database: LibraryDatabase, datasetId: number | bigint, samples: readonly DatasetSample[]): void {
  const insert = database.prepare(
    `INSERT INTO dataset_samples
       (dataset_id, track_id, copy, split, excerpt_id, start_seconds, end_seconds, valence, arousal, augmentation_seed)
     VALUES (:datasetId, :trackId, :copy, :split, :excerptId, :startSeconds, :endSeconds, :valence, :arousal, :augmentationSeed)`,
  )
  for (const sample of samples) insert.run({ datasetId, ...sample })
}

/** The samples of a dataset as they were frozen, track by track, the original first; empty for an unknown dataset. */
export function datasetSamples(database: LibraryDatabase, datasetId: number): DatasetSample[] {
  return database
    .prepare<[number], DatasetSample>(`SELECT ${columns} FROM dataset_samples s ${inOrder} WHERE s.dataset_id = ? ${byRank}`)
    .all(datasetId)
}

/** The samples of one track in a dataset, the original first. */
export function datasetSamplesOfTrack(database: LibraryDatabase, datasetId: number, trackId: number): DatasetSample[] {
  return database
    .prepare<[number, number], DatasetSample>(
      `SELECT ${columns} FROM dataset_samples s WHERE dataset_id = ? AND track_id = ? ORDER BY s.copy`,
    )
    .all(datasetId, trackId)
}

/** A sample with what names its track; its excerpt and its label, [−1, 1], are those that were frozen. */
export interface DatasetRow extends Omit<DatasetSample, 'augmentationSeed'> {
  readonly externalId: string | null
  readonly title: string
  readonly artist: string
  /** The file as the library stores it; null without audio. */
  readonly path: string | null
  readonly digest: string | null
  readonly durationSeconds: number | null
}

/** All samples of a dataset with their tracks and labels, track by track, the original first. */
export function datasetRows(database: LibraryDatabase, datasetId: number): DatasetRow[] {
  return database
    .prepare<[number], DatasetRow>(
      `SELECT s.track_id AS trackId, t.external_id AS externalId, t.title, t.artist, f.path, f.digest,
         f.duration_seconds AS durationSeconds, s.split, s.copy, s.excerpt_id AS excerptId, s.start_seconds AS startSeconds,
         s.end_seconds AS endSeconds, s.valence, s.arousal
       FROM dataset_samples s JOIN tracks t ON t.id = s.track_id LEFT JOIN files f ON f.track_id = t.id ${inOrder}
       WHERE s.dataset_id = ? ${byRank}`,
    )
    .all(datasetId)
}

/** Which tracks of a dataset are wanted. */
export interface DatasetTrackQuery {
  readonly datasetId: number
  /** Beginnings of words of title, artist or album, as the search of the library takes them; empty: every track. */
  readonly search: string
  /** Only tracks with a sample in this set; null: in any. */
  readonly split: DatasetSample['split'] | null
  /** Only tracks with copies, in that set when one is named. */
  readonly onlyCopies: boolean
  readonly offset: number
  readonly limit: number
}

/** How many samples of a track lie in each set; `total` counts the tracks that the query finds in all. */
export interface DatasetTrackCounts {
  readonly trackId: number
  readonly train: number
  readonly validation: number
  readonly test: number
  readonly total: number
}

/** The tracks that have samples in a dataset, by title; empty for an unknown dataset. */
export function datasetTrackCounts(
  database: LibraryDatabase,
  { datasetId, search, split, onlyCopies, offset, limit }: DatasetTrackQuery,
): DatasetTrackCounts[] {
  const query = searchQuery(search)
  const holds = query === null ? '' : 'AND t.id IN (SELECT rowid FROM track_search WHERE track_search MATCH ?)'
  return database
    .prepare<(string | number | null)[], DatasetTrackCounts>(
      `SELECT s.track_id AS trackId, SUM(s.split = 'train') AS train, SUM(s.split = 'validation') AS validation,
         SUM(s.split = 'test') AS test, COUNT(*) OVER () AS total
       FROM dataset_samples s JOIN tracks t ON t.id = s.track_id WHERE s.dataset_id = ? ${holds}
       GROUP BY s.track_id HAVING MAX((? IS NULL OR s.split = ?) AND (? = 0 OR s.augmentation_seed IS NOT NULL))
       ORDER BY t.title COLLATE NOCASE, s.track_id LIMIT ? OFFSET ?`,
    )
    .all(datasetId, ...(query === null ? [] : [query]), split, split, onlyCopies ? 1 : 0, limit, offset)
}

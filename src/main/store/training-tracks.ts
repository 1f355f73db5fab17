import type { LibraryDatabase } from './library'
import { prepared } from './prepared'

/** The datasets that a run's weights come from. */
export interface LearntDatasets {
  readonly datasetIds: readonly number[]
  /** False when a run whose branch was taken over is gone: then nobody knows what it learnt from. */
  readonly complete: boolean
}

/** The run's own dataset, and those of the runs whose branches it took over, and so on. */
export function datasetsLearntBy(database: LibraryDatabase, runId: string): LearntDatasets {
  const rows = prepared<{ datasetId: number | null }>(
    database,
    `WITH RECURSIVE sources (run_id) AS (
       VALUES (?)
       UNION
       SELECT taken.value FROM sources s JOIN runs r ON r.id = s.run_id, json_each(r.settings, '$.fusion.runs') taken
     )
     SELECT DISTINCT r.dataset_id AS datasetId FROM sources s LEFT JOIN runs r ON r.id = s.run_id`,
  ).all(runId)
  const datasetIds = rows.flatMap(({ datasetId }) => datasetId ?? [])
  return { datasetIds, complete: datasetIds.length === rows.length }
}

/** The tracks of a dataset's training set; of a track with copies, one copy suffices. */
export function trainingTracksOfDataset(database: LibraryDatabase, datasetId: number): number[] {
  return prepared<{ trackId: number }>(
    database,
    "SELECT DISTINCT track_id AS trackId FROM dataset_samples WHERE dataset_id = ? AND split = 'train' ORDER BY track_id",
  )
    .all(datasetId)
    .map(({ trackId }) => trackId)
}

/** All tracks of a run's dataset, where the run has folds: what is fitted after them learns from every track. */
function tracksOfFolds(database: LibraryDatabase, runId: string): number[] {
  return prepared<{ trackId: number }>(
    database,
    `SELECT DISTINCT x.track_id AS trackId FROM runs r JOIN dataset_samples x ON x.dataset_id = r.dataset_id
     WHERE r.id = ? AND json_extract(r.settings, '$.folds') > 1`,
  )
    .all(runId)
    .map(({ trackId }) => trackId)
}

/**
 * The tracks that the network of a run was trained on, with those of the branches that it took over; with folds the network on all tracks.
 * @returns null when it is not known, because a run whose branch was taken over is gone
 */
export function trainingTracksOfRun(database: LibraryDatabase, runId: string): ReadonlySet<number> | null {
  const { datasetIds, complete } = datasetsLearntBy(database, runId)
  if (!complete) return null
  return new Set([...datasetIds.flatMap((id) => trainingTracksOfDataset(database, id)), ...tracksOfFolds(database, runId)])
}

/**
 * Tracks that train networks on the labels of a version: those of the training and validation sets of the datasets frozen with it, and all
 * tracks of a dataset of which a run with folds learnt.
 */
export function trainingTracksOfVersion(database: LibraryDatabase, versionId: number): number[] {
  return prepared<{ trackId: number }>(
    database,
    `SELECT DISTINCT x.track_id AS trackId FROM datasets d JOIN dataset_samples x ON x.dataset_id = d.id
     WHERE d.version_id = ? AND (x.split <> 'test' OR EXISTS (
       SELECT 1 FROM runs r WHERE r.dataset_id = d.id AND json_extract(r.settings, '$.folds') > 1)) ORDER BY x.track_id`,
  )
    .all(versionId)
    .map(({ trackId }) => trackId)
}

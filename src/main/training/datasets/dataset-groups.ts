import { datasetOrder } from '../../store/dataset-order'
import { datasetWithId, namesInDataset } from '../../store/datasets'
import type { LibraryDatabase } from '../../store/library'
import { groupOf } from './track-group'

/** Where a track stands among those of its dataset, which folds and their seed follow. */
export interface Standing {
  /** What folds keep together. */
  readonly group: string
  /** Left out where tracks stand in the order of their ids. */
  readonly rank?: number
}

/**
 * Group and rank of each track of a dataset: those that the dataset came with from another library, else by the names that its tracks
 * have now.
 * @throws Failure `not-found`
 */
export function standingsInDataset(database: LibraryDatabase, datasetId: number): ReadonlyMap<number, Standing> {
  const { groupBy } = datasetWithId(database, datasetId).settings
  const given = datasetOrder(database, datasetId)
  if (given.length > 0) return new Map(given.map(({ trackId, rank, group }) => [trackId, { rank, group }]))
  return new Map(namesInDataset(database, datasetId).map((track) => [track.trackId, { group: groupOf(track, groupBy) }]))
}

import { datasetWithId, namesInDataset } from '../../store/datasets'
import type { LibraryDatabase } from '../../store/library'
import { groupOf } from './track-group'

/** What a dataset keeps together, by the names that its tracks have now, by track. @throws Failure `not-found` */
export function groupsOfDataset(database: LibraryDatabase, datasetId: number): ReadonlyMap<number, string> {
  const { groupBy } = datasetWithId(database, datasetId).settings
  return new Map(namesInDataset(database, datasetId).map((track) => [track.trackId, groupOf(track, groupBy)]))
}

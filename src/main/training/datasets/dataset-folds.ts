import { partsOf } from '../../learning/parts'
import { datasetSamples } from '../../store/dataset-samples'
import type { LibraryDatabase } from '../../store/library'
import { standingsInDataset } from './dataset-groups'

/**
 * The fold, counted from 0, that leaves each track of a dataset out, in a run that can read all of its samples.
 * @param count how many folds, at least 2
 * @throws Failure `not-found`; `invalid-argument` for more folds than there are tracks, or groups that stay together
 */
export function foldsOfDataset(
  database: LibraryDatabase,
  datasetId: number,
  { count, seed }: { readonly count: number; readonly seed: number },
): ReadonlyMap<number, number> {
  const standings = standingsInDataset(database, datasetId)
  const samples = datasetSamples(database, datasetId).map((row) => ({ ...row, ...standings.get(row.trackId), inputs: {} }))
  const parts = partsOf(samples, count, seed)
  return new Map(parts.flatMap(({ fold, predicted }) => predicted.map(({ trackId }): [number, number] => [trackId, fold])))
}

import { type Leak, measureLeak } from '@shared/domain/leak'
import { datasetSamples } from '../../store/dataset-samples'
import { datasetTracks, datasetWithId } from '../../store/datasets'
import type { LibraryDatabase } from '../../store/library'
import type { StoredRun } from '../../store/runs'
import { datasetsLearntBy, trainingTracksOfDataset } from '../../store/training-tracks'
import type { FusionSource } from './fusion-sources'

/**
 * The leak of a run that takes over branches of earlier runs: test samples of its dataset whose track is in its training set, or in that
 * of a run which a branch comes from.
 * @returns null when every branch learnt from the run's own dataset, whose leak then counts
 */
export function leakOfBranches(database: LibraryDatabase, datasetId: number, sources: readonly StoredRun[]): Leak | null {
  const elsewhere = new Set(sources.flatMap((run) => datasetsLearntBy(database, run.id).datasetIds).filter((id) => id !== datasetId))
  if (elsewhere.size === 0) return null
  const learnt = [...elsewhere].flatMap((id) => trainingTracksOfDataset(database, id))
  const labels = new Map(datasetTracks(database, datasetId).map((track) => [track.trackId, track]))
  return measureLeak(datasetSamples(database, datasetId), labels, learnt)
}

/** A sentence for each branch that learnt from tracks of the test set. */
export function branchNotes(database: LibraryDatabase, datasetId: number, sources: readonly FusionSource[]): string[] {
  const tested = new Set(
    datasetSamples(database, datasetId)
      .filter(({ split }) => split === 'test')
      .map(({ trackId }) => trackId),
  )
  return sources.flatMap(({ modality, run }) => {
    const elsewhere = datasetsLearntBy(database, run.id).datasetIds.filter((id) => id !== datasetId)
    const known = new Set(elsewhere.flatMap((id) => trainingTracksOfDataset(database, id)).filter((trackId) => tested.has(trackId)))
    if (known.size === 0) return []
    const names = elsewhere.map((id) => `“${datasetWithId(database, id).name}”`).join(' and ')
    return [
      `The ${modality} branch of “${run.name}” learnt on ${names} from ${known.size} of the ${tested.size} test tracks: ` +
        'results look better than they are',
    ]
  })
}

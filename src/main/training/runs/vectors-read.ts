import { type TextKind, textKinds } from '@shared/domain/modality'
import type { VectorsRead } from '@shared/domain/vectors-read'
import { datasetSamples } from '../../store/dataset-samples'
import type { LibraryDatabase } from '../../store/library'
import type { StoredRun } from '../../store/runs'
import { tracksWithTexts } from '../../store/text-bodies'
import type { RunInputs } from './run-inputs'

/** For each text of a run whose word vectors were learnt here: how many of the tracks that it holds out they have read. */
export function vectorsReadBy(
  database: LibraryDatabase,
  { datasetId, settings }: Pick<StoredRun, 'datasetId' | 'settings'>,
  { texts }: Pick<RunInputs, 'texts'>,
): VectorsRead[] {
  return textKinds.flatMap((kind) => {
    const text = texts[kind]
    if (!text?.learntFrom) return []
    const learnt = new Set(text.learntFrom)
    const heldOut = heldOutTracks(database, datasetId, settings.folds, kind)
    return [{ kind, embedding: text.embedding, heldOut: heldOut.length, read: heldOut.filter((trackId) => learnt.has(trackId)).length }]
  })
}

/** Tracks with a text that are not in the training set; with folds all of them. */
function heldOutTracks(database: LibraryDatabase, datasetId: number, folds: number, kind: TextKind): number[] {
  const withText = new Set(tracksWithTexts(database, [kind]))
  const samples = datasetSamples(database, datasetId).filter(
    ({ split, trackId }) => (folds > 0 || split !== 'train') && withText.has(trackId),
  )
  return [...new Set(samples.map(({ trackId }) => trackId))]
}

import { join } from 'node:path'
import type { HandlerArgument } from '@shared/contract/channels'
import { trainedPredictionsSchema } from '@shared/contract/workers/training'
import { fail } from '@shared/domain/failure'
import { labelOnScale, nameOfScale, toScale } from '@shared/domain/plane'
import { readJsonFile } from '../../files/json-file'
import { type TableColumns, tableContent } from '../../files/table-file'
import { writeUserFile } from '../../files/user-file'
import type { ServiceContext } from '../../service-context'
import { datasetWithId } from '../../store/datasets'
import type { Library } from '../../store/library'
import { runFolder } from '../../store/run-folder'
import { predictionsOfRun, runWithId } from '../../store/runs'
import { tracksWithFiles } from '../../store/track-identities'

const columns = {
  run: 'STRING',
  externalId: 'STRING',
  title: 'STRING',
  artist: 'STRING',
  path: 'STRING',
  digest: 'STRING',
  split: 'STRING',
  fold: 'INT32',
  labelValence: 'DOUBLE',
  labelArousal: 'DOUBLE',
  predictedValence: 'DOUBLE',
  predictedArousal: 'DOUBLE',
  scale: 'STRING',
  licence: 'STRING',
} as const satisfies TableColumns<string>

/**
 * Writes what a run predicted to a CSV, JSON or Parquet file: a row for each track with its file and the digest of that, the set that it
 * was in, with folds the fold that left it out (counted from 1), the frozen label, and the prediction, both on the scale. Predictions
 * are not clipped to it.
 * @throws Failure `not-found`; `nothing-to-do` for a run that has not predicted yet
 */
export function exportRun(
  context: ServiceContext,
  { runId, path, format, scale }: HandlerArgument<'runs.export'>,
): { path: string; tracks: number } {
  const library = context.library()
  const { name, datasetId } = runWithId(library.database, runId)
  const rows = predictionsOfRun(library.database, runId, 'all')
  if (rows.length === 0) fail('nothing-to-do', `The run “${name}” has predicted nothing yet.`, 'Train it to its end first.')
  const { lexiconLicence } = datasetWithId(library.database, datasetId)
  const tracks = tracksWithFiles(library)
  const folds = foldsOfRun(library, runId)
  const records = rows.map(({ trackId, title, artist, split, observedValence, observedArousal, valence, arousal }) => {
    const { externalId = null, path: file = null, digest = null } = tracks.get(trackId) ?? {}
    return {
      ...{ run: name, externalId, title, artist, path: file, digest, split, fold: folds.get(trackId) ?? null },
      labelValence: labelOnScale(observedValence, scale),
      labelArousal: labelOnScale(observedArousal, scale),
      predictedValence: toScale(valence, scale),
      predictedArousal: toScale(arousal, scale),
      scale: nameOfScale(scale),
      licence: lexiconLicence,
    }
  })
  writeUserFile(path, tableContent(format, columns, records))
  return { path, tracks: records.length }
}

/** The fold, counted from 1, that left each track out; empty without folds and where the files of the run are gone. */
function foldsOfRun(library: Library, runId: string): ReadonlyMap<number, number> {
  const path = join(runFolder(library, runId).directory, 'predictions.json')
  const { predictions } = readJsonFile(path, trainedPredictionsSchema.nullable(), null) ?? { predictions: [] }
  return new Map(predictions.flatMap(({ trackId, fold }): [number, number][] => (fold === null ? [] : [[trackId, fold + 1]])))
}

import type { z } from 'zod'
import type { datasetChannels } from '@shared/contract/datasets'
import { labelOnScale, nameOfScale } from '@shared/domain/plane'
import type { ServiceContext } from '../../service-context'
import { middleExcerptStartSeconds } from '../../audio/excerpt'
import { type DatasetRow, datasetRows } from '../../store/dataset-samples'
import { datasetWithId } from '../../store/datasets'
import { absolutePath } from '../../store/stored-path'
import { type TableColumns, tableContent } from '../../files/table-file'
import { writeUserFile } from '../../files/user-file'
import { foldsOfDataset } from './dataset-folds'

type ExportArgument = z.output<(typeof datasetChannels)['datasets.export']['argument']>

const columns = {
  externalId: 'STRING',
  title: 'STRING',
  artist: 'STRING',
  path: 'STRING',
  digest: 'STRING',
  split: 'STRING',
  fold: 'INT32',
  copy: 'INT32',
  excerptId: 'INT32',
  startSeconds: 'DOUBLE',
  endSeconds: 'DOUBLE',
  valence: 'DOUBLE',
  arousal: 'DOUBLE',
  scale: 'STRING',
  licence: 'STRING',
} as const satisfies TableColumns<string>

/**
 * Writes every sample of a dataset with its file, its excerpt, its set and its label to a CSV, JSON or Parquet file, each row with its
 * scale and with the licence of the lexicons that the labels came from. A middle is written with the times that the file's length gives.
 * With `folds`, each row has the fold, counted from 1, that leaves it out in a run with so many folds and this seed.
 * @throws Failure `not-found` for the dataset; `invalid-argument` for more folds than there are tracks, or groups that stay together
 */
export function exportDataset(
  context: ServiceContext,
  { datasetId, path, format, scale, folds }: ExportArgument,
): { path: string; samples: number } {
  const { database, directory } = context.library()
  const { lexiconLicence, settings } = datasetWithId(database, datasetId)
  const foldOf = folds ? foldsOfDataset(database, datasetId, folds) : noFolds
  const records = datasetRows(database, datasetId).map(({ trackId, valence, arousal, durationSeconds, path: file, ...row }) => ({
    ...row,
    fold: countedFromOne(foldOf.get(trackId)),
    path: file === null ? null : absolutePath(directory, file),
    ...timesOf(row, durationSeconds, settings.excerptRule.lengthSeconds),
    valence: labelOnScale(valence, scale),
    arousal: labelOnScale(arousal, scale),
    scale: nameOfScale(scale),
    licence: lexiconLicence,
  }))
  writeUserFile(path, tableContent(format, columns, records))
  return { path, samples: records.length }
}

const noFolds: ReadonlyMap<number, number> = new Map()

/** Folds are counted from 1 for people. */
const countedFromOne = (fold: number | undefined): number | null => (fold === undefined ? null : fold + 1)

type Times = Pick<DatasetRow, 'startSeconds' | 'endSeconds'>

function timesOf({ startSeconds, endSeconds }: Times, durationSeconds: number | null, lengthSeconds: number): Times {
  if (startSeconds !== null || durationSeconds === null) return { startSeconds, endSeconds }
  const start = middleExcerptStartSeconds(durationSeconds, lengthSeconds)
  return { startSeconds: start, endSeconds: Math.min(durationSeconds, start + lengthSeconds) }
}

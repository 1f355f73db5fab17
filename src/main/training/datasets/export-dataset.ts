import type { z } from 'zod'
import type { datasetChannels } from '@shared/contract/datasets'
import { csvText } from '@shared/domain/csv'
import { nameOfScale, toScale } from '@shared/domain/plane'
import type { ServiceContext } from '../../service-context'
import { middleExcerptStartSeconds } from '../../audio/excerpt'
import { type DatasetRow, datasetRows } from '../../store/dataset-samples'
import { datasetWithId } from '../../store/datasets'
import { absolutePath } from '../../store/stored-path'
import { writeUserFile } from '../../files/user-file'

type ExportArgument = z.output<(typeof datasetChannels)['datasets.export']['argument']>

const columns = [
  'externalId',
  'title',
  'artist',
  'path',
  'digest',
  'split',
  'copy',
  'excerptId',
  'startSeconds',
  'endSeconds',
  'valence',
  'arousal',
  'scale',
  'licence',
] as const

/**
 * Writes every sample of a dataset with its file, its excerpt, its set and its label to a CSV or JSON file, each row with its scale and
 * with the licence of the lexicons that the labels came from. A middle is written with the times that the file's length gives.
 * @throws Failure `not-found` for the dataset
 */
export function exportDataset(
  context: ServiceContext,
  { datasetId, path, format, scale }: ExportArgument,
): { path: string; samples: number } {
  const { database, directory } = context.library()
  const { lexiconLicence, settings } = datasetWithId(database, datasetId)
  const records = datasetRows(database, datasetId).map(({ valence, arousal, durationSeconds, path: file, ...row }) => ({
    ...row,
    path: file === null ? null : absolutePath(directory, file),
    ...timesOf(row, durationSeconds, settings.excerptRule.lengthSeconds),
    valence: toScale(valence, scale),
    arousal: toScale(arousal, scale),
    scale: nameOfScale(scale),
    licence: lexiconLicence,
  }))
  writeUserFile(
    path,
    format === 'json'
      ? `${JSON.stringify(records, null, 1)}\n`
      : csvText(
          columns,
          records.map((record) => columns.map((column) => record[column])),
        ),
  )
  return { path, samples: records.length }
}

type Times = Pick<DatasetRow, 'startSeconds' | 'endSeconds'>

function timesOf({ startSeconds, endSeconds }: Times, durationSeconds: number | null, lengthSeconds: number): Times {
  if (startSeconds !== null || durationSeconds === null) return { startSeconds, endSeconds }
  const start = middleExcerptStartSeconds(durationSeconds, lengthSeconds)
  return { startSeconds: start, endSeconds: Math.min(durationSeconds, start + lengthSeconds) }
}

import type { z } from 'zod'
import type { datasetChannels } from '@shared/contract/datasets'
import { csvText } from '@shared/domain/csv'
import { nameOfScale, toScale } from '@shared/domain/plane'
import type { ServiceContext } from '../../service-context'
import { datasetRows } from '../../store/dataset-samples'
import { datasetWithId } from '../../store/datasets'
import { writeUserFile } from '../../files/user-file'

type ExportArgument = z.output<(typeof datasetChannels)['datasets.export']['argument']>

const columns = ['externalId', 'title', 'artist', 'split', 'copy', 'startSeconds', 'valence', 'arousal', 'scale', 'licence'] as const

/**
 * Writes every sample of a dataset with its set and its label to a CSV or JSON file, each row with its scale and with the licence of
 * the lexicons that the labels came from.
 * @throws Failure `not-found` for the dataset
 */
export function exportDataset(
  context: ServiceContext,
  { datasetId, path, format, scale }: ExportArgument,
): { path: string; samples: number } {
  const { database } = context.library()
  const { lexiconLicence } = datasetWithId(database, datasetId)
  const records = datasetRows(database, datasetId).map(({ valence, arousal, ...row }) => ({
    ...row,
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

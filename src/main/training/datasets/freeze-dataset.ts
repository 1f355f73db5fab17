import { type Dataset, type DatasetSettings, datasetSettingsSchema } from '@shared/contract/datasets'
import { fail } from '@shared/domain/failure'
import type { ServiceContext } from '../../service-context'
import { datasetWithId, deleteDataset, insertDataset, listDatasets, runsOfDataset } from '../../store/datasets'
import { composeDataset } from './compose-dataset'

/**
 * Freezes the labelled tracks of a filter with their split and their samples, each with its excerpt and its label, so that later labels
 * and excerpts do not change it. Tracks that balancing removed are not in the dataset.
 * @throws Failure `already-exists` for a name in use; what `composeDataset` throws
 */
export async function freezeDataset(context: ServiceContext, settings: DatasetSettings): Promise<Dataset> {
  const { database } = context.library()
  const dataset = insertDataset(database, await composeDataset(context, settings))
  context.emit({ type: 'changed', topics: ['datasets'] })
  return dataset
}

/**
 * The newest dataset that freezing with these settings would make again, whatever its name: same label version, labels, sets and samples;
 * where there is none, a new one is frozen.
 * @throws what `freezeDataset` throws
 */
export async function reuseDataset(context: ServiceContext, settings: DatasetSettings): Promise<{ dataset: Dataset; reused: boolean }> {
  const { database } = context.library()
  const wanted = await composeDataset(context, settings)
  const content = (candidate: DatasetSettings): string => JSON.stringify({ ...datasetSettingsSchema.parse(candidate), name: '' })
  const found = listDatasets(database).find(
    (dataset) =>
      dataset.digest === wanted.digest && dataset.versionId === wanted.versionId && content(dataset.settings) === content(settings),
  )
  return found ? { dataset: found, reused: true } : { dataset: await freezeDataset(context, settings), reused: false }
}

/**
 * Deletes a dataset.
 * @throws Failure `not-found`; `forbidden` while runs were trained on it
 */
export function removeDataset(context: ServiceContext, id: number): void {
  const { database } = context.library()
  const { name } = datasetWithId(database, id)
  const runs = runsOfDataset(database, id)
  if (runs.length > 0)
    fail(
      'forbidden',
      `The dataset “${name}” was used by ${runs.map((run) => `“${run}”`).join(', ')}.`,
      'Delete these runs first; a run without its dataset could not be explained.',
    )
  deleteDataset(database, id)
  context.emit({ type: 'changed', topics: ['datasets'] })
}

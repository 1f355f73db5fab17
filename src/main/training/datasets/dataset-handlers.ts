import type { Handlers } from '@shared/contract/channels'
import type { datasetChannels } from '@shared/contract/datasets'
import type { ServiceContext } from '../../service-context'
import { listDatasets } from '../../store/datasets'
import { countChoices } from './compose-dataset'
import { exportDataset } from './export-dataset'
import { freezeDataset, removeDataset, reuseDataset } from './freeze-dataset'
import { listDatasetTracks, previewSamples } from './preview-sample'
import { createTextTools } from '../embeddings/text-tools'

/** Answers the channels of datasets. */
export function createDatasetHandlers(context: ServiceContext): Handlers<keyof typeof datasetChannels> {
  const { vary } = createTextTools(context.resourcesDirectory)
  return {
    'datasets.list': () => listDatasets(context.library().database),
    'datasets.count': (settings) => countChoices(context, settings),
    'datasets.freeze': (settings) => freezeDataset(context, settings),
    'datasets.reuse': (settings) => reuseDataset(context, settings),
    'datasets.delete': ({ datasetId }) => {
      removeDataset(context, datasetId)
      return null
    },
    'datasets.tracks': (query) => listDatasetTracks(context, query),
    'datasets.sample': (argument) => previewSamples(context, vary, argument),
    'datasets.export': (argument) => exportDataset(context, argument),
  }
}

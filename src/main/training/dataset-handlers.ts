import type { Handlers } from '@shared/contract/channels'
import type { datasetChannels } from '@shared/contract/datasets'
import type { ServiceContext } from '../service-context'
import { listDatasets } from '../store/datasets'
import { exportDataset } from './export-dataset'
import { freezeDataset, removeDataset } from './freeze-dataset'
import { previewSamples, type VaryText } from './preview-sample'

/** Texts are shown as they are. */
const asItIs: VaryText = (text) => text

/** Answers the channels of datasets. */
export function createDatasetHandlers(context: ServiceContext): Handlers<keyof typeof datasetChannels> {
  return {
    'datasets.list': () => listDatasets(context.library().database),
    'datasets.freeze': (settings) => freezeDataset(context, settings),
    'datasets.delete': ({ datasetId }) => {
      removeDataset(context, datasetId)
      return null
    },
    'datasets.sample': (argument) => previewSamples(context, asItIs, argument),
    'datasets.export': (argument) => exportDataset(context, argument),
  }
}

import type { Handlers } from '@shared/contract/channels'
import type { predictionChannels, PredictionSet } from '@shared/contract/prediction'
import type { ServiceContext } from '../service-context'
import { listPredictionSets } from '../store/predictions'
import { startBaselineExport } from './export-baseline'
import { excerptsOfPrediction, exportPredictions, predictionRows } from './export-predictions'
import { mediaUrlOf } from './predicted-media-file'
import { addModel, allModels, exportRun } from './models'
import { startPrediction } from './prediction-job'

/** Answers the channels of models and predictions. */
export function createPredictionHandlers(context: ServiceContext): Handlers<keyof typeof predictionChannels> {
  return {
    'models.export': ({ runId, path }) => exportRun(context, runId, path),
    'models.exportBaseline': (request) => startBaselineExport(context, request),
    'models.list': () => allModels(context),
    'models.add': ({ path }) => addModel(context, path),
    'predictions.start': (request) => startPrediction(context, request),
    'predictions.list': () => listPredictionSets(context.library().database).map((set) => withTrueState(context, set)),
    'predictions.rows': ({ predictionId }) => predictionRows(context, predictionId),
    'predictions.excerpts': ({ predictionId, path }) => excerptsOfPrediction(context, predictionId, path),
    'predictions.export': (request) => exportPredictions(context, request),
    'predictions.listen': ({ predictionId, path }) => ({ url: mediaUrlOf(context, predictionId, path) }),
  }
}

/** A set that nobody works on any more was cut off when the program ended. */
function withTrueState(context: ServiceContext, set: PredictionSet): PredictionSet {
  const working = context.jobs
    .list()
    .some(({ kind, subject, state }) => kind === 'prediction' && subject === String(set.id) && state === 'running')
  return set.state === 'running' && !working ? { ...set, state: 'failed' } : set
}

import { statSync } from 'node:fs'
import type { ChannelResult, HandlerArgument } from '@shared/contract/channels'
import type { PredictionSet } from '@shared/contract/prediction'
import { type PredictedFile, predictionItemSchema, type PredictionPayload, predictionResultSchema, type PredictionResult } from '@shared/contract/workers/prediction'
import { asFailure, fail } from '@shared/domain/failure'
import type { JobHandle, JobOutcome } from '../jobs/job-table'
import type { ServiceContext } from '../service-context'
import { trackIdsByPath } from '../store/files'
import type { Library } from '../store/library'
import { modelWithId } from '../store/models'
import { addPredictions, finishPredictionSet, insertPredictionSet } from '../store/predictions'
import { storedPath } from '../store/stored-path'
import { toModel } from './models'

/** Predictions are written in groups of so many, so that a cancelled job keeps what it has. */
const rowsPerWrite = 50
/** Files that pass the model at once. */
const batchSize = 8

type Request = HandlerArgument<'predictions.start'>

/**
 * Starts to predict audio files and folders with a model.
 * @throws Failure `not-found` for the model, `file-missing` for the model file or a path, `unsupported` for a model that reads text
 */
export function startPrediction(context: ServiceContext, request: Request): ChannelResult<'predictions.start'> {
  const library = context.library()
  const model = toModel(library, modelWithId(library.database, request.modelId))
  if (model.missing) fail('file-missing', `The model file ${model.path} is gone.`, 'Export the run again, or add the model file from where it is now.')
  if (model.modality !== 'audio') fail('unsupported', `The model “${model.name}” reads ${model.modality}; this version predicts from audio only.`, 'Choose an audio model.')
  const payload = payloadOf(model.path, request)
  const predictionId = insertPredictionSet(library.database, { modelId: model.id, folders: request.paths, createdAt: context.now().toISOString() })
  const { id } = context.jobs.start({ kind: 'prediction', title: `Predict with ${model.name}`, subject: String(predictionId) }, (job) =>
    predict(context, library, predictionId, payload, job),
  )
  context.emit({ type: 'changed', topics: ['predictions'] })
  return { jobId: id, predictionId }
}

async function predict(context: ServiceContext, library: Library, setId: number, payload: PredictionPayload, job: JobHandle): Promise<JobOutcome> {
  const setAside: PredictionSet['setAside'] = []
  const rows = createRowWriter(library, setId)
  const startedMs = performance.now()
  const end = (state: PredictionSet['state'], { seconds, realtime }: Pick<PredictionResult, 'seconds' | 'realtime'>): void => {
    rows.flush()
    finishPredictionSet(library.database, setId, { state, seconds, realtime, setAside })
    context.emit({ type: 'changed', topics: ['predictions', 'tracks'] })
  }
  const onItem = (value: unknown): void => {
    const item = predictionItemSchema.parse(value)
    if (item.kind === 'predicted') rows.add(item)
    else setAside.push({ path: item.path, reason: item.reason })
  }
  try {
    const result = predictionResultSchema.parse(await context.runWorker('prediction', payload, { onItem, onProgress: job.progress, signal: job.signal }))
    end('done', result)
    const { predicted, seconds, realtime } = result
    const summary = `${predicted} files predicted in ${seconds.toFixed(1)} s (${realtime.toFixed(0)} × real time), ${setAside.length} set aside`
    return { summary, value: { predicted, setAside, seconds, realtime } }
  } catch (error) {
    const state = asFailure(error).code === 'cancelled' ? 'cancelled' : 'failed'
    end(state, { seconds: (performance.now() - startedMs) / 1000, realtime: 0 })
    throw error
  }
}

/** Gathers predictions with their library tracks and writes them in groups. */
function createRowWriter(library: Library, setId: number): { add(file: PredictedFile): void; flush(): void } {
  const trackOf = trackIdsByPath(library.database)
  let waiting: (PredictedFile & { trackId: number | null })[] = []
  const flush = (): void => {
    addPredictions(library.database, setId, waiting)
    waiting = []
  }
  return {
    add: (file) => {
      const path = storedPath(library.directory, file.path)
      waiting.push({ ...file, path, trackId: trackOf.get(path) ?? null })
      if (waiting.length >= rowsPerWrite) flush()
    },
    flush,
  }
}

function payloadOf(modelPath: string, { paths, excerptsPerTrack }: Request): PredictionPayload {
  const kinds = paths.map((path) => ({ path, folder: statSync(path).isDirectory() }))
  return {
    modelPath,
    files: kinds.filter(({ folder }) => !folder).map(({ path }) => ({ path, externalId: null })),
    folders: kinds.filter(({ folder }) => folder).map(({ path }) => path),
    excerptsPerTrack,
    batchSize,
  }
}

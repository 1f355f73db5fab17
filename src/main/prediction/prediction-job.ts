import { statSync } from 'node:fs'
import type { ChannelResult, HandlerArgument } from '@shared/contract/channels'
import type { Model, PredictionSet } from '@shared/contract/prediction'
import type { PredictedFile, PredictionItem, PredictionPayload, PredictionResult } from '@shared/contract/workers/prediction'
import { asFailure, fail } from '@shared/domain/failure'
import { describeModality } from '@shared/domain/modality'
import { modalitiesOfName } from '@shared/domain/network'
import { askWorker } from '../jobs/ask-worker'
import type { JobHandle, JobOutcome } from '../jobs/job-table'
import { inspectModel } from '../onnx/inspect-model'
import { neverLabelled } from '../onnx/model-properties'
import type { ServiceContext } from '../service-context'
import { usedBackbones } from '../store/backbones'
import { featureDirectory } from '../store/feature-directory'
import { trackIdsByPath } from '../store/files'
import type { Library } from '../store/library'
import { modelWithId } from '../store/models'
import { addPredictions, finishPredictionSet, insertPredictionSet, type NewPrediction } from '../store/predictions'
import { storedPath } from '../store/stored-path'
import { type LibraryRequest, namesTrack, requestOfTracks } from './library-request'
import { toModel } from './models'
import { trainedOnBy, type TrainedOn } from './training-tracks'

/** Predictions are written in groups of so many, so that a cancelled job keeps what it has. */
const rowsPerWrite = 50
/** Files that pass the model at once. */
const batchSize = 8

type Request = HandlerArgument<'predictions.start'>

/**
 * Starts to predict files and folders, or tracks of the library, with a model.
 * @throws Failure `not-found` for the model, `file-missing` for the model file or a path, `nothing-to-do` when no track has what the
 *   model reads, `invalid-argument` for emotion over time by a model without audio
 */
export function startPrediction(context: ServiceContext, request: Request): ChannelResult<'predictions.start'> {
  const library = context.library()
  const model = toModel(library, modelWithId(library.database, request.modelId))
  if (model.missing)
    fail('file-missing', `The model file ${model.path} is gone.`, 'Export the run again, or add the model file from where it is now.')
  if (request.everySeconds !== undefined) checkHears(model)
  const ofTracks = request.paths.length > 0 ? null : requestOfTracks(library, model.modality, request.trackIds ?? null)
  const shared = {
    modelPath: model.path,
    resourcesDirectory: context.resourcesDirectory,
    excerptsPerTrack: request.excerptsPerTrack,
    everySeconds: request.everySeconds ?? null,
    batchSize,
  }
  const payload: PredictionPayload = ofTracks
    ? { ...shared, files: ofTracks.files, folders: [], cacheDirectory: featureDirectory(library), backbones: usedBackbones(library) }
    : { ...shared, ...filesAndFolders(request) }
  const folders = ofTracks ? [`Library: ${ofTracks.files.length} tracks`] : request.paths
  const predictionId = insertPredictionSet(library.database, { modelId: model.id, folders, createdAt: context.now().toISOString() })
  const { id } = context.jobs.start({ kind: 'prediction', title: `Predict with ${model.name}`, subject: String(predictionId) }, (job) =>
    predict(context, library, { id: predictionId, model, payload, ofTracks }, job),
  )
  context.emit({ type: 'changed', topics: ['predictions'] })
  return { jobId: id, predictionId }
}

function checkHears({ name, modality }: Model): void {
  if (modalitiesOfName(modality).some((one) => describeModality(one).source === 'audio-file')) return
  fail(
    'invalid-argument',
    `The model “${name}” reads ${modality}, which does not change over a track.`,
    'Choose a model that reads audio, or predict each track as a whole.',
  )
}

/** A set of predictions that has been started. */
interface StartedSet {
  readonly id: number
  readonly model: Model
  readonly payload: PredictionPayload
  /** Null where files are predicted. */
  readonly ofTracks: LibraryRequest | null
}

async function predict(
  context: ServiceContext,
  library: Library,
  { id: setId, model, payload, ofTracks }: StartedSet,
  job: JobHandle,
): Promise<JobOutcome> {
  const setAside = [...(ofTracks?.setAside ?? [])]
  // A file that cannot be read makes the worker fail, which says why.
  const trainedOn = await trainedOnBy(library, model).catch((): TrainedOn => () => null)
  const neverLearnt = await inspectModel(model.path).then(
    ({ properties }) => neverLabelled(properties),
    () => [],
  )
  const rows = createRowWriter(library, setId, ofTracks, trainedOn)
  const startedMs = performance.now()
  const end = (state: PredictionSet['state'], { seconds, realtime }: Pick<PredictionResult, 'seconds' | 'realtime'>): void => {
    rows.flush()
    finishPredictionSet(library.database, setId, { state, seconds, realtime, setAside })
    context.emit({ type: 'changed', topics: ['predictions', 'tracks'] })
  }
  const onItem = (item: PredictionItem): void => {
    if (item.kind === 'predicted') rows.add(item)
    else setAside.push({ path: item.path, reason: item.reason })
  }
  try {
    const result = await askWorker(context.runWorker, 'prediction', { payload, onItem, onProgress: job.progress, signal: job.signal })
    end('done', result)
    const { predicted, cached, seconds, realtime } = result
    const speed = realtime > 0 ? ` (${realtime.toFixed(0)} × real time)` : ''
    const what = ofTracks ? 'tracks' : 'files'
    const ofCache = cached > 0 ? `, ${cached} of them from cached features` : ''
    const counted = `${predicted} ${what} predicted in ${seconds.toFixed(1)} s${speed}${ofCache}, ${setAside.length} set aside`
    return { summary: [counted, ...neverLearnt].join('. '), value: { predicted, setAside, seconds, realtime } }
  } catch (error) {
    const state = asFailure(error).code === 'cancelled' ? 'cancelled' : 'failed'
    end(state, { seconds: (performance.now() - startedMs) / 1000, realtime: 0 })
    throw error
  }
}

/** Gathers predictions with their library tracks and writes them in groups. */
function createRowWriter(
  library: Library,
  setId: number,
  ofTracks: LibraryRequest | null,
  trainedOn: TrainedOn,
): { add(file: PredictedFile): void; flush(): void } {
  const trackOf = trackIdsByPath(library.database)
  let waiting: NewPrediction[] = []
  const flush = (): void => {
    addPredictions(library.database, setId, waiting)
    waiting = []
  }
  return {
    add: (file) => {
      const path = namesTrack(file.path) ? file.path : storedPath(library.directory, file.path)
      const trackId = ofTracks?.trackOfPath.get(file.path) ?? trackOf.get(path) ?? null
      waiting.push({ ...file, path, trackId, trainedOn: trackId === null ? null : trainedOn(trackId) })
      if (waiting.length >= rowsPerWrite) flush()
    },
    flush,
  }
}

function filesAndFolders({ paths }: Request): Pick<PredictionPayload, 'files' | 'folders'> {
  const kinds = paths.map((path) => ({ path, folder: statSync(path).isDirectory() }))
  return {
    files: kinds.filter(({ folder }) => !folder).map(({ path }) => ({ path, externalId: null })),
    folders: kinds.filter(({ folder }) => folder).map(({ path }) => path),
  }
}

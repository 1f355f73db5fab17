import { readFile } from 'node:fs/promises'
import { engineSchema } from '@shared/contract/devices'
import type { Run } from '@shared/contract/training'
import {
  type TrainedPredictions,
  trainedPredictionsSchema,
  type TrainingItem,
  type TrainingPayload,
  type TrainingResult,
} from '@shared/contract/workers/training'
import { withStretch } from '@shared/domain/device-choice'
import { asFailure } from '@shared/domain/failure'
import { metricsReport } from '@shared/domain/metrics-report'
import { twoDecimals } from '@shared/domain/two-decimals'
import { askWorker } from '../../jobs/ask-worker'
import type { JobHandle, JobOutcome } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import type { Library } from '../../store/library'
import { changeRun, replaceRunPredictions, type RunChange, runWithId, saveEpoch, type StoredRun } from '../../store/runs'
import { type InputParts, prepareInputs, type PreparedInputs } from './prepare-inputs'
import { runFolder } from '../../store/run-folder'
import { measuredPairs, predictionsOfTracks } from './track-predictions'
import { prepareManifest } from './write-manifest'

/** A stopped training may end its epoch and predict with its best weights before it is killed. */
const stopGraceMilliseconds = 60_000

/** Keeps what happens to one run and reports it to the window. */
interface RunLog {
  change(change: RunChange): StoredRun
  receive(item: TrainingItem): void
}

/**
 * Trains a run from preparation to its metrics, as the work of a job. Cancelling the job stops the run, which keeps its best weights.
 * @param parts what prepares texts
 * @param resume go on from the last checkpoint
 * @throws Failure when the run could not be ended; its state is then 'interrupted' (it can be resumed) or 'failed'
 */
export async function trainRun(
  context: ServiceContext,
  library: Library,
  runId: string,
  parts: InputParts,
  job: JobHandle,
  resume: boolean,
): Promise<JobOutcome> {
  const log = createLog(context, library, runId, job.id)
  try {
    const run = log.change({ state: 'preparing', failure: null, finishedAt: null })
    const prepared = await prepareInputs(library, run, parts, job)
    const { samples, setAside, notes: manifestNotes } = await prepareManifest(context, library, run, prepared, parts.tools, job)
    log.change({ state: 'running' })
    const answer = await askWorker(context.runWorker, 'training', {
      payload: payloadOf(library, run, prepared, resume),
      onProgress: ({ done, total, message }) => job.progress({ done, total, message: message ?? `Training on ${samples} samples` }),
      onItem: log.receive,
      signal: job.signal,
      graceMilliseconds: stopGraceMilliseconds,
    })
    const finished = await finishRun(context, library, runId, answer)
    log.change({})
    const { engine, device, epochsDone: epochs, metrics } = finished
    const notes = [...prepared.inputs.notes, ...manifestNotes, ...deviceNotes(run, device)]
    return {
      summary: [describe(finished, setAside.length), ...notes].join('. '),
      value: { runId, engine, device, epochs, metrics, setAside, notes },
    }
  } catch (error) {
    const { code, message, hint } = asFailure(error)
    const interrupted = code === 'cancelled' || code === 'worker-crashed'
    log.change({ state: interrupted ? 'interrupted' : 'failed', failure: `${message} ${hint}`, finishedAt: context.now().toISOString() })
    throw error
  }
}

/** A sentence when a run that goes on could not keep the device that it began with. */
function deviceNotes({ device: before }: StoredRun, device: string): string[] {
  if (before === '' || before === device) return []
  return [`It began on the device ${before}, which is not here now, and went on with ${device}: its steps may differ in the last digits`]
}

/** A stored run with the job that works on it; null when none does. */
export function withJob(context: ServiceContext, run: StoredRun): Run {
  const job = context.jobs.list().find(({ kind, subject, state }) => kind === 'training' && subject === run.id && state === 'running')
  return { ...run, jobId: job?.id ?? null }
}

function createLog(context: ServiceContext, library: Library, runId: string, jobId: string): RunLog {
  const { database } = library
  const change = (values: RunChange): StoredRun => {
    const run = changeRun(database, runId, values)
    const working = run.state === 'preparing' || run.state === 'running'
    context.emit({ type: 'run', run: { ...run, jobId: working ? jobId : null } })
    context.emit({ type: 'changed', topics: ['runs'] })
    return run
  }
  return {
    change,
    receive: (item) => {
      if (item.kind === 'started') return void change(changeAtStart(runWithId(database, runId), item))
      saveEpoch(database, runId, item.epoch)
      context.emit({ type: 'epoch', runId, epoch: item.epoch })
    },
  }
}

function changeAtStart(
  { computedOn, epochsDone }: StoredRun,
  { engine, device, choice, parameters }: Extract<TrainingItem, { kind: 'started' }>,
): RunChange {
  const begun = { fromEpoch: epochsDone + 1, engine, device, ...(choice && { choice }) }
  return { engine, device: device.name, computedOn: withStretch(computedOn, begun), parameters }
}

function payloadOf(
  library: Library,
  { id, network, settings, engine, device }: StoredRun,
  { tables, initialWeightsPaths, excerptRule }: PreparedInputs,
  resume: boolean,
): TrainingPayload {
  const folder = runFolder(library, id)
  const { epochs, batchSize, learningRate, dropAfterEpoch, weightDecay, patience, seed, targetScale } = settings
  return {
    runDirectory: folder.directory,
    network,
    // A run goes on with the engine and the device that it began with: others would not repeat its steps to the last bit.
    engine: resume ? engineSchema.parse(engine) : settings.engine,
    device: resume && device !== '' ? device : settings.device,
    settings: { epochs, batchSize, learningRate, dropAfterEpoch, weightDecay, patience, seed, targetScale },
    manifestPath: folder.manifestPath,
    resume,
    folds: settings.folds,
    vocabularySizes: Object.fromEntries([...tables].map(([kind, { size }]) => [kind, size])),
    excerptRule,
    initialWeightsPaths: [...initialWeightsPaths],
  }
}

/** Stores predictions, metrics and state in one transaction. */
async function finishRun(context: ServiceContext, library: Library, runId: string, result: TrainingResult): Promise<StoredRun> {
  const trained = trainedPredictionsSchema.parse(JSON.parse(await readFile(result.predictionsPath, 'utf8')))
  const metrics = measure(trained)
  return library.database.transaction(() => {
    replaceRunPredictions(library.database, runId, predictionsOfTracks(trained.predictions))
    const { state, engine, device, parameters, bestEpoch } = result
    return changeRun(library.database, runId, {
      state,
      engine,
      device: device.name,
      parameters,
      bestEpoch,
      metrics,
      failure: null,
      finishedAt: context.now().toISOString(),
    })
  })()
}

/** Metrics on tracks that took no part in training: the test set, or all tracks by the fold that left them out. */
function measure({ predictions, trainingMean }: TrainedPredictions): StoredRun['metrics'] {
  const pairs = measuredPairs(predictions)
  return pairs.length > 0 ? metricsReport(pairs, trainingMean) : null
}

function describe({ state, epochsDone, metrics }: StoredRun, setAside: number): string {
  const quality = metrics
    ? `R² ${twoDecimals(metrics.valence.r2.value)} valence, ${twoDecimals(metrics.arousal.r2.value)} arousal on ${metrics.tracks} tracks`
    : 'no test tracks'
  const left = setAside > 0 ? `, ${setAside} left out` : ''
  const trained = state === 'stopped' ? 'Stopped after' : 'Trained for'
  return `${trained} ${epochsDone} ${epochsDone === 1 ? 'epoch' : 'epochs'}: ${quality}${left}`
}

import { readFile } from 'node:fs/promises'
import type { Run } from '@shared/contract/training'
import { type TrainedPredictions, trainedPredictionsSchema, type TrainingResult } from '@shared/contract/workers/training'
import { stretchesInWords } from '@shared/domain/computed-on'
import { crossValidationNotes } from '@shared/domain/cross-validation'
import { trainedInWords } from '@shared/domain/epochs-done'
import { asFailure, type FailureCode } from '@shared/domain/failure'
import { metricsReport } from '@shared/domain/metrics-report'
import type { PlanePoint } from '@shared/domain/plane'
import { describeError, isUnexpected } from '@shared/domain/report-unexpected'
import { vectorsReadInWords } from '@shared/domain/vectors-read'
import { twoDecimals } from '@shared/domain/two-decimals'
import { type MeasuredTrack, measuredTracks } from '../../learning/measured-tracks'
import type { JobHandle, JobOutcome } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import type { Library } from '../../store/library'
import { changeRun, replaceRunPredictions, type StoredRun } from '../../store/runs'
import { computeRun, type RunStart } from './compute-run'
import { type InputParts, prepareInputs } from './prepare-inputs'
import { reproductionInWords, reproductionOf } from './reproduction'
import { baselinesAfterRun } from './run-baselines'
import { createRunLog } from './run-log'
import { predictionsOfTracks } from './track-predictions'
import { prepareManifest } from './write-manifest'

/** A run that ends with one of these broke off through no fault of its own. */
const resumable: ReadonlySet<FailureCode> = new Set(['cancelled', 'worker-crashed', 'device-lost', 'device-gone'])

/**
 * Trains a run from preparation to its metrics, as the work of a job. Cancelling the job stops the run, which keeps its best weights.
 * @param parts what prepares texts
 * @param start how it begins, or goes on
 * @throws Failure when the run could not be ended; its state is then 'interrupted' (it can be resumed) or 'failed'
 */
export async function trainRun(
  context: ServiceContext,
  library: Library,
  runId: string,
  parts: InputParts,
  job: JobHandle,
  start: RunStart,
): Promise<JobOutcome> {
  const log = createRunLog(context, library, runId, job.id)
  try {
    const run = log.change({ state: 'preparing', failure: null, lost: null, finishedAt: null })
    const prepared = await prepareInputs(library, run, parts, job)
    const { samples, setAside, notes: manifestNotes } = await prepareManifest(context, library, run, prepared, parts.tools, job)
    log.change({ state: 'running', vectorsRead: prepared.vectorsRead })
    const answer = await computeRun({ context, library, run, prepared, log, job, samples }, start)
    const finished = await finishRun(context, library, runId, answer)
    log.change({})
    const { change, failure } = await baselinesAfterRun(context, library, finished, job)
    if (failure && isUnexpected(failure)) context.log(describeError(failure))
    const { baselines, baselinesFailure } = log.change(change)
    const { engine, device, epochsDone: epochs, metrics } = finished
    const reproduction = reproductionOf(library, finished)
    const others = [baselinesFailure, reproduction && reproductionInWords(reproduction)].filter((note) => note !== null)
    const notes = [...prepared.inputs.notes, ...manifestNotes, ...notesOfRun(finished), ...others]
    return {
      summary: [describe(finished, setAside.length), ...notes].join('. '),
      value: { runId, engine, device, epochs, metrics, baselines, setAside, notes },
    }
  } catch (error) {
    const { code, message, hint } = asFailure(error)
    log.change({
      state: resumable.has(code) ? 'interrupted' : 'failed',
      failure: `${message} ${hint}`,
      finishedAt: context.now().toISOString(),
    })
    throw error
  }
}

/** What a user should know of how a run was trained, in sentences. */
function notesOfRun(run: StoredRun): string[] {
  return [...vectorsReadInWords(run.vectorsRead), ...foldNotes(run), ...deviceNotes(run)]
}

/** A sentence when not all epochs were computed on one device. */
function deviceNotes({ computedOn }: StoredRun): string[] {
  const words = stretchesInWords(computedOn)
  return words === '' ? [] : [`Computed in parts, ${words}: small differences between devices grow with training`]
}

function foldNotes({ crossValidation }: StoredRun): string[] {
  return crossValidation ? crossValidationNotes(crossValidation) : []
}

/** A stored run with the job that works on it; null when none does. */
export function withJob(context: ServiceContext, run: StoredRun): Run {
  const job = context.jobs.list().find(({ kind, subject, state }) => kind === 'training' && subject === run.id && state === 'running')
  return { ...run, jobId: job?.id ?? null }
}

/** Stores predictions, metrics and state in one transaction. */
async function finishRun(context: ServiceContext, library: Library, runId: string, result: TrainingResult): Promise<StoredRun> {
  const trained = trainedPredictionsSchema.parse(JSON.parse(await readFile(result.predictionsPath, 'utf8')))
  const metrics = measure(trained)
  return library.database.transaction(() => {
    replaceRunPredictions(library.database, runId, predictionsOfTracks(trained.predictions))
    const { state, engine, device, parameters, bestEpoch, crossValidation, levelShift } = result
    return changeRun(library.database, runId, {
      state,
      engine,
      device: device.name,
      parameters,
      bestEpoch,
      crossValidation,
      levelShift,
      metrics,
      baselines: [],
      baselinesFailure: null,
      failure: null,
      finishedAt: context.now().toISOString(),
    })
  })()
}

/** Metrics on tracks that took no part in training: the test set, or all tracks by the fold that left them out. */
function measure({ predictions, trainingMeans }: TrainedPredictions): StoredRun['metrics'] {
  const tracks = measuredTracks(predictions)
  const meanOf = ({ fold }: MeasuredTrack): PlanePoint => trainingMeans[fold] ?? { valence: 0, arousal: 0 }
  return tracks.length > 0 ? metricsReport(tracks, tracks.map(meanOf)) : null
}

const r2InWords = (report: { readonly r2: { readonly value: number } } | null): string => (report ? twoDecimals(report.r2.value) : '–')

function describe(run: StoredRun, setAside: number): string {
  const { state, metrics } = run
  const quality = metrics
    ? `R² ${r2InWords(metrics.valence)} valence, ${r2InWords(metrics.arousal)} arousal on ${metrics.tracks} tracks`
    : 'no test tracks'
  const left = setAside > 0 ? `, ${setAside} left out` : ''
  const trained = state === 'stopped' ? 'Stopped after' : 'Trained for'
  return `${trained} ${trainedInWords(run)}: ${quality}${left}`
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StartedJob } from '@shared/contract/jobs'
import { baselinePredictionsSchema } from '@shared/contract/workers/baselines'
import { isOriginalSample } from '@shared/contract/workers/training'
import { baselineDescriptors } from '@shared/domain/baseline'
import { asFailure, fail, type Failure } from '@shared/domain/failure'
import { groupBy } from '@shared/domain/group-by'
import { meanPoint } from '@shared/domain/metrics'
import { twoDecimals } from '@shared/domain/two-decimals'
import { askWorker } from '../../jobs/ask-worker'
import type { JobHandle } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import { baselineInputsOf } from '../../store/baseline-inputs'
import { replaceBaselinePredictions } from '../../store/baseline-predictions'
import type { Library } from '../../store/library'
import { isNetworkOfRepair } from '../../store/repairs'
import { runFolder } from '../../store/run-folder'
import { changeRun, type RunChange, runWithId, type StoredRun } from '../../store/runs'
import { runningJob } from './bring-run-to-end'

/**
 * Computes the baselines of a run that was measured, as a job.
 * @throws Failure `not-found`; `nothing-to-do` for a run without metrics, or whose baselines are being computed
 */
export function startBaselines(context: ServiceContext, runId: string): StartedJob {
  const library = context.library()
  const run = runWithId(library.database, runId)
  if (run.metrics === null) {
    const hint = 'Train it to its end, on a dataset with test tracks or with folds.'
    fail('nothing-to-do', `The run “${run.name}” has no metrics that baselines could be held against.`, hint)
  }
  if (workOnRun(context, runId)) fail('nothing-to-do', `The run “${run.name}” is being worked on already.`, 'Wait until it is done.')
  const { id } = context.jobs.start({ kind: 'baselines', title: `Baselines of ${run.name}`, subject: runId }, async (job) => {
    const { change, failure } = await baselinesOf(context, library, run, job)
    job.signal.throwIfAborted()
    const changed = changeRun(library.database, runId, change)
    context.emit({ type: 'run', run: { ...changed, jobId: null } })
    context.emit({ type: 'changed', topics: ['runs'] })
    if (failure !== null) throw failure
    return { summary: baselinesInWords(changed), value: { runId, baselines: changed.baselines } }
  })
  return { jobId: id }
}

/** The job that trains a run or computes its baselines; null when none does. */
export function workOnRun(context: ServiceContext, runId: string): StartedJob | null {
  return runningJob(context, 'training', runId) ?? runningJob(context, 'baselines', runId)
}

/** What came of computing baselines: what changes of the run, and what failed. */
interface BaselinesOutcome {
  readonly change: RunChange
  readonly failure: Failure | null
}

const noBaselines: BaselinesOutcome = { change: {}, failure: null }

/**
 * Computes the baselines of a run that was trained just now. The networks of a repair go without: they are held against each other, and
 * those of one seed have the same baselines but for the labels.
 */
export async function baselinesAfterRun(
  context: ServiceContext,
  library: Library,
  run: StoredRun,
  job: JobHandle,
): Promise<BaselinesOutcome> {
  return isNetworkOfRepair(library.database, run.name) ? noBaselines : baselinesOf(context, library, run, job)
}

/**
 * Computes the baselines of a run in a worker. A failure is kept with the run and not thrown, because it takes nothing from the run.
 * Nothing changes where the run has no metrics or the job was cancelled.
 */
async function baselinesOf(context: ServiceContext, library: Library, run: StoredRun, job: JobHandle): Promise<BaselinesOutcome> {
  if (run.metrics === null || job.signal.aborted) return noBaselines
  const { directory } = runFolder(library, run.id)
  const outPath = join(directory, 'baselines.json')
  try {
    const { baselines } = await askWorker(context.runWorker, 'baselines', {
      payload: { ...baselineInputsOf(library, run), runPredictionsPath: join(directory, 'predictions.json'), outPath },
      onProgress: (progress) => job.progress(progress),
      signal: job.signal,
    })
    await keepPredictions(library, run.id, outPath)
    return { change: { baselines, baselinesFailure: null }, failure: null }
  } catch (error) {
    const failure = asFailure(error)
    if (failure.code === 'cancelled') return { change: {}, failure }
    const baselinesFailure = `The baselines could not be computed: ${failure.message} ${failure.hint}`
    return { change: { baselines: [], baselinesFailure }, failure }
  }
}

/** Keeps what each baseline predicts of each track that it did not learn from: the mean over the track's excerpts. */
async function keepPredictions(library: Library, runId: string, path: string): Promise<void> {
  const { samples, models } = baselinePredictionsSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  const rows = models.flatMap(({ name, valence, arousal }) => {
    const points = samples.map((sample, index) => ({ ...sample, valence: valence[index] ?? 0, arousal: arousal[index] ?? 0 }))
    const ofTracks = groupBy(points.filter(isOriginalSample), ({ trackId }) => trackId)
    return [...ofTracks].map(([trackId, own]) => ({ baseline: name, trackId, ...meanPoint(own) }))
  })
  replaceBaselinePredictions(library.database, runId, rows)
}

/** The baselines of a run as one sentence, with their R². */
function baselinesInWords({ baselines }: StoredRun): string {
  return baselines
    .map(({ name, metrics }) => {
      const [valence, arousal] = [metrics.valence, metrics.arousal].map((measured) => (measured ? twoDecimals(measured.r2.value) : '–'))
      return `${baselineDescriptors[name].title} R² ${valence ?? '–'}/${arousal ?? '–'}`
    })
    .join(', ')
}

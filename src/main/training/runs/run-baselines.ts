import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { StartedJob } from '@shared/contract/jobs'
import type { BaselinesPayload } from '@shared/contract/workers/baselines'
import { baselineDescriptors } from '@shared/domain/baseline'
import { asFailure, fail, type Failure } from '@shared/domain/failure'
import { type TextKind, textKinds } from '@shared/domain/modality'
import { twoDecimals } from '@shared/domain/two-decimals'
import { askWorker } from '../../jobs/ask-worker'
import type { JobHandle } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import { datasetWithId } from '../../store/datasets'
import type { Library } from '../../store/library'
import { isNetworkOfRepair } from '../../store/repairs'
import { runFolder } from '../../store/run-folder'
import { changeRun, type RunChange, runWithId, type StoredRun } from '../../store/runs'
import { runningJob } from './bring-run-to-end'
import { textBranchOf } from './design-run'
import { readRunInputs, type RunInputs } from './run-inputs'

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
  try {
    const { baselines } = await askWorker(context.runWorker, 'baselines', {
      payload: await payloadOf(library, run),
      onProgress: (progress) => job.progress(progress),
      signal: job.signal,
    })
    return { change: { baselines, baselinesFailure: null }, failure: null }
  } catch (error) {
    const failure = asFailure(error)
    if (failure.code === 'cancelled') return { change: {}, failure }
    const baselinesFailure = `The baselines could not be computed: ${failure.message} ${failure.hint}`
    return { change: { baselines: [], baselinesFailure }, failure }
  }
}

async function payloadOf(library: Library, { id, datasetId, network, settings: { folds, seed } }: StoredRun): Promise<BaselinesPayload> {
  const { directory, manifestPath } = runFolder(library, id)
  const inputs = await readRunInputs(library, id)
  const initialPath = join(directory, 'initial.safetensors')
  const texts: BaselinesPayload['texts'] = {}
  for (const kind of textKinds) {
    const file = vocabularyOf(inputs, kind)
    // Vectors that an earlier run trained on have learnt from labels, perhaps from those of held-out tracks.
    const [embedding] = textBranchOf(network, kind)?.layers ?? []
    const areLearnt = embedding?.type === 'embedding' && embedding.trained
    if (file === null) continue
    texts[kind] = { vocabularyPath: join(directory, file), vectorsPath: existsSync(initialPath) && !areLearnt ? initialPath : null }
  }
  return {
    manifestPath,
    runPredictionsPath: join(directory, 'predictions.json'),
    outPath: join(directory, 'baselines.json'),
    folds,
    seed,
    modalities: network.branches.map(({ modality }) => modality),
    texts,
    excerptRule: datasetWithId(library.database, datasetId).settings.excerptRule,
  }
}

function vocabularyOf(inputs: RunInputs | null, kind: TextKind): string | null {
  return inputs?.texts[kind]?.vocabularyFile ?? null
}

/** The baselines of a run as one sentence, with their R². */
function baselinesInWords({ baselines }: StoredRun): string {
  return baselines
    .map(({ name, metrics }) => {
      const [valence, arousal] = [metrics.valence.r2.value, metrics.arousal.r2.value].map(twoDecimals)
      return `${baselineDescriptors[name].title} R² ${valence ?? '–'}/${arousal ?? '–'}`
    })
    .join(', ')
}

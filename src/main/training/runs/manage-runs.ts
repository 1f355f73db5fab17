import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { StartedJob } from '@shared/contract/jobs'
import type { Run } from '@shared/contract/training'
import type { TrainingSettings } from '@shared/contract/training-settings'
import { type Device, devicesMeant, isAnyDevice } from '@shared/domain/device'
import { fail } from '@shared/domain/failure'
import { checkTrainable } from '@shared/domain/trainable'
import { requireFit } from '../../network/fits-device'
import { planForRule } from '../../network/plan-for-rule'
import { parameterCount } from '../../network/weights'
import type { ServiceContext } from '../../service-context'
import { datasetWithId } from '../../store/datasets'
import { changeRun, deleteRun, insertRun, listRuns, type NewRun, runWithId, type StoredRun } from '../../store/runs'
import { leakOfBranches } from './branch-leak'
import type { RunStart } from './compute-run'
import { designRun } from './design-run'
import { createInputParts } from './input-parts'
import { workOnRun } from './run-baselines'
import { runFolder } from '../../store/run-folder'
import { trainRun, withJob } from './train-run'

/** A run that is to begin. */
export interface NewRunRequest {
  readonly datasetId: number
  readonly name?: string | undefined
  readonly settings: TrainingSettings
  readonly compareDevices?: boolean | undefined
  /** Those that its device may be one of. */
  readonly adapters?: readonly Device[]
}

/**
 * Starts a run on a frozen dataset.
 * @param start.name shown in lists; made from the network's own name or the modality when left out
 * @throws Failure `not-found` for the dataset, `unsupported` or `invalid-argument` for settings, what `designRun` throws
 */
export function startRun(context: ServiceContext, start: NewRunRequest): StartedJob & { runId: string } {
  const library = context.library()
  const { datasetId, adapters = [] } = start
  checkTrainable(start.settings)
  const { settings, network, sources } = designRun(library, datasetId, start.settings)
  const runs = sources.map(({ run }) => run)
  const run = addRun(context, {
    datasetId,
    name: start.name?.trim() || `${settings.network?.name ?? settings.modality} ${listRuns(library.database).length + 1}`,
    settings,
    network,
    leak: leakOfBranches(library.database, datasetId, runs),
    adapters,
  })
  return { ...startTraining(context, run, { resume: false, compareDevices: start.compareDevices }), runId: run.id }
}

/** A run whose network is put together. */
export interface DesignedRun extends Pick<NewRun, 'datasetId' | 'name' | 'settings' | 'network' | 'leak'> {
  /** Those that its device may be one of. */
  readonly adapters: readonly Device[]
}

/**
 * Adds a run that can be trained, without beginning it.
 * @throws Failure `invalid-argument` for a network that does not fit the dataset's excerpts, or no device that is meant
 */
export function addRun(context: ServiceContext, { adapters, ...run }: DesignedRun): StoredRun {
  const { database } = context.library()
  const { device, batchSize, engine } = run.settings
  const plan = planForRule(run.network, datasetWithId(database, run.datasetId).settings.excerptRule)
  if (!isAnyDevice(device)) for (const meant of devicesMeant(device, adapters, (adapter) => adapter)) requireFit(plan, batchSize, meant)
  const createdAt = context.now().toISOString()
  return insertRun(database, { ...run, id: randomUUID(), parameters: parameterCount(plan).trained, engine, createdAt })
}

/**
 * Goes on with a run that was stopped or interrupted, from its last checkpoint.
 * @param how on another device than before, or with another fallback
 * @throws Failure `not-found`; `nothing-to-do` when it is running or done
 */
export function resumeRun(context: ServiceContext, runId: string, how: Omit<RunStart, 'resume'> = {}): StartedJob {
  settleStaleRuns(context)
  const run = runWithId(context.library().database, runId)
  if (run.state === 'done') fail('nothing-to-do', `The run “${run.name}” is done.`, 'Start a new run with more epochs.')
  if (isWorking(run)) fail('nothing-to-do', `The run “${run.name}” is running already.`, 'Watch it in the Train view.')
  checkTrainable(run.settings)
  return startTraining(context, run, { ...how, resume: true })
}

/**
 * Asks a run to end after its present step; it keeps its best weights.
 * @throws Failure `not-found`; `nothing-to-do` when it is not running
 */
export function stopRun(context: ServiceContext, runId: string): void {
  const run = withJob(context, runWithId(context.library().database, runId))
  if (run.jobId === null) fail('nothing-to-do', `The run “${run.name}” is not running.`, 'There is nothing to stop.')
  context.jobs.cancel(run.jobId)
}

/** All runs, the newest first. */
export function allRuns(context: ServiceContext): Run[] {
  settleStaleRuns(context)
  return listRuns(context.library().database).map((run) => withJob(context, run))
}

/** Gives a run another name. @throws Failure `not-found` */
export function renameRun(context: ServiceContext, runId: string, name: string): void {
  const { database } = context.library()
  runWithId(database, runId)
  changeRun(database, runId, { name: name.trim() })
  context.emit({ type: 'changed', topics: ['runs'] })
}

/**
 * Deletes a run with its checkpoints and predictions; models exported from it stay. Baselines that are being computed for it are not waited
 * for.
 * @throws Failure `not-found`; `forbidden` while it is running, and for a run whose folder would lie outside of the library
 */
export async function removeRun(context: ServiceContext, runId: string): Promise<void> {
  settleStaleRuns(context)
  const library = context.library()
  const run = runWithId(library.database, runId)
  if (isWorking(run)) fail('forbidden', `The run “${run.name}” is running.`, 'Stop it first.')
  const { directory } = runFolder(library, runId)
  await endBaselines(context, runId)
  deleteRun(library.database, runId)
  context.emit({ type: 'changed', topics: ['runs'] })
  await rm(directory, { recursive: true, force: true })
}

/** Ends what computes the baselines of a run that is done. */
async function endBaselines(context: ServiceContext, runId: string): Promise<void> {
  const work = workOnRun(context, runId)
  if (work === null) return
  context.jobs.cancel(work.jobId)
  await context.jobs.whenFinished(work.jobId)
}

/** A run that no job of this process works on was cut off when the program ended: nobody else may have the library open. */
function settleStaleRuns(context: ServiceContext): void {
  const { database } = context.library()
  const stale = listRuns(database).filter((run) => isWorking(run) && withJob(context, run).jobId === null)
  for (const { id } of stale) {
    changeRun(database, id, {
      state: 'interrupted',
      failure: 'The program ended before the run was done. Resume it to go on from its last checkpoint.',
    })
  }
}

function isWorking({ state }: StoredRun): boolean {
  return state === 'preparing' || state === 'running'
}

/** Begins to train a run, or goes on with it, as a job. */
export function startTraining(context: ServiceContext, run: StoredRun, start: RunStart): StartedJob {
  const library = context.library()
  const { id } = context.jobs.start({ kind: 'training', title: `Train ${run.name}`, subject: run.id }, (job) =>
    trainRun(context, library, run.id, createInputParts(context, library), job, start),
  )
  return { jobId: id }
}

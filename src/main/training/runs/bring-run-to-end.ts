import type { Fallback } from '@shared/contract/devices'
import type { JobKind, StartedJob } from '@shared/contract/jobs'
import type { Run } from '@shared/contract/training'
import type { TrainingSettings } from '@shared/contract/training-settings'
import { fail } from '@shared/domain/failure'
import type { JobHandle } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'

/** What an experiment needs to train its runs. */
export interface RunStarter {
  start(run: { datasetId: number; name: string; settings: TrainingSettings }): StartedJob
  /** @param fallback instead of that of the run's settings */
  resume(runId: string, fallback?: Fallback): StartedJob
}

/** A run of an experiment as far as it is; no id: it was not begun. */
export interface BegunRun {
  readonly runId: string | null
  readonly state: string
}

/** A run in one of these goes on from its last checkpoint, or from its beginning where there is none. */
const resumable: ReadonlySet<string> = new Set<Run['state']>(['interrupted', 'stopped', 'failed'])

/**
 * Trains a run of an experiment to its end: waits for it where it is going on, resumes it where it was broken off, starts it otherwise.
 * Cancelling the experiment stops the run, which can be resumed.
 * @param job the experiment
 * @param start starts the run where there is none to go on with
 * @param fallback of a run that goes on; left out: that of its settings
 * @throws Failure what the run's job failed with
 */
export async function bringRunToEnd(
  context: ServiceContext,
  runs: RunStarter,
  job: JobHandle,
  { runId, state }: BegunRun,
  start: () => Promise<StartedJob> | StartedJob,
  fallback?: Fallback,
): Promise<void> {
  const running = runId === null ? null : runningJob(context, 'training', runId)
  const started = running ?? (runId !== null && resumable.has(state) ? runs.resume(runId, fallback) : await start())
  await finished(context, job, started)
}

/** The job of a kind that works on a subject; null where none does. */
export function runningJob({ jobs }: ServiceContext, kind: JobKind, subject: string): StartedJob | null {
  const job = jobs.list().find((candidate) => candidate.kind === kind && candidate.subject === subject && candidate.state === 'running')
  return job ? { jobId: job.id } : null
}

async function finished(context: ServiceContext, job: JobHandle, { jobId }: StartedJob): Promise<void> {
  const cancel = (): void => void context.jobs.cancel(jobId)
  if (job.signal.aborted) cancel()
  job.signal.addEventListener('abort', cancel, { once: true })
  try {
    const ended = await context.jobs.whenFinished(jobId)
    if (ended?.failure) fail(ended.failure.code, ended.failure.message, ended.failure.hint)
  } finally {
    job.signal.removeEventListener('abort', cancel)
  }
}

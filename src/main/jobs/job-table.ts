import { randomUUID } from 'node:crypto'
import type { Job, JobKind } from '@shared/contract/jobs'
import { failureData } from '@shared/contract/result'
import type { Progress } from '@shared/contract/worker-messages'
import { Failure } from '@shared/domain/failure'
import { reportUnexpected, type WriteLog } from '@shared/domain/report-unexpected'
import { estimateTimeLeft } from './time-left'

/** What the work of a job may use. */
export interface JobHandle {
  readonly id: string
  readonly signal: AbortSignal
  progress(progress: Progress): void
}

/** What came of a job: one sentence for people, and the value that the command line prints (null when there is none). */
export interface JobOutcome {
  readonly summary: string
  readonly value: unknown
}

/** What a job is called, and the id of what it works on. */
export interface JobDescription {
  readonly kind: JobKind
  readonly title: string
  readonly subject?: string
}

/** The jobs of this process: started, watched, cancelled; kept for the window until it closes. */
export interface JobTable {
  /** Starts work and returns at once; what comes of it is passed to `onChange`. `finished` never rejects. */
  start(job: JobDescription, work: (handle: JobHandle) => Promise<JobOutcome>): { id: string; finished: Promise<Job> }
  list(): Job[]
  /** The job when it has ended; null when there is none of this id. */
  whenFinished(id: string): Promise<Job | null>
  /** Asks a running job to stop; true if there was one. */
  cancel(id: string): boolean
  /** Ends every running job and waits until all have settled. */
  cancelAll(): Promise<void>
}

interface Entry {
  job: Job
  readonly abort: AbortController
  finished: Promise<Job>
}

/** What a table does its bookkeeping with. */
interface Desk {
  update(entry: Entry, change: Partial<Job>): Job
  now(): number
  readonly log: WriteLog
}

/**
 * Makes a job table.
 * @param onChange called with every change of a job
 * @param log takes the cause of an unexpected failure, under the id that the job's failure carries
 * @param now the clock, in milliseconds
 */
export function createJobTable(onChange: (job: Job) => void, log: WriteLog, now: () => number = Date.now): JobTable {
  const entries = new Map<string, Entry>()
  const update: Desk['update'] = (entry, change) => {
    entry.job = { ...entry.job, ...change }
    onChange(entry.job)
    return entry.job
  }
  return {
    start: (description, work) => {
      const job = newJob(description, now())
      const entry: Entry = { job, abort: new AbortController(), finished: Promise.resolve(job) }
      entries.set(job.id, entry)
      onChange(job)
      entry.finished = follow(entry, work, { update, now, log })
      return { id: job.id, finished: entry.finished }
    },
    list: () => [...entries.values()].map((entry) => entry.job),
    whenFinished: async (id) => (await entries.get(id)?.finished) ?? null,
    cancel: (id) => {
      const entry = entries.get(id)
      if (entry?.job.state !== 'running') return false
      abort(entry)
      update(entry, { message: 'Stopping…', secondsLeft: null })
      return true
    },
    cancelAll: async () => {
      // Calls that are answered meanwhile may start further jobs.
      for (let running = runningOf(entries); running.length > 0; running = runningOf(entries)) {
        for (const entry of running) abort(entry)
        await Promise.all(running.map((entry) => entry.finished))
      }
    },
  }
}

/** Work that asks its signal alone throws what is given here. */
function abort({ job, abort: controller }: Entry): void {
  controller.abort(new Failure('cancelled', `“${job.title}” was cancelled.`, 'Start it again.'))
}

const runningOf = (entries: ReadonlyMap<string, Entry>): Entry[] => [...entries.values()].filter(({ job }) => job.state === 'running')

function newJob({ kind, title, subject }: JobDescription, startedAtMs: number): Job {
  return {
    id: randomUUID(),
    kind,
    title,
    subject: subject ?? null,
    state: 'running',
    done: 0,
    total: 0,
    message: '',
    secondsLeft: null,
    startedAtMs,
    finishedAtMs: null,
    outcome: '',
    value: null,
    failure: null,
  }
}

async function follow(entry: Entry, work: (handle: JobHandle) => Promise<JobOutcome>, { update, now, log }: Desk): Promise<Job> {
  const timeLeft = estimateTimeLeft(now())
  const progress = ({ done, total, message }: Progress): void => {
    update(entry, { done, total, secondsLeft: timeLeft({ done, total }, now()), message: message ?? entry.job.message })
  }
  try {
    const { summary, value } = await work({ id: entry.job.id, signal: entry.abort.signal, progress })
    return update(entry, { state: 'done', outcome: summary, value, secondsLeft: null, finishedAtMs: now() })
  } catch (error) {
    const failure = failureData(reportUnexpected(error, log))
    const state = failure.code === 'cancelled' ? 'cancelled' : 'failed'
    return update(entry, { state, failure, secondsLeft: null, finishedAtMs: now() })
  }
}

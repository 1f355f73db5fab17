import type { Job } from '@shared/contract/jobs'
import type { Epoch, Run } from '@shared/contract/training'
import { epochInWords } from '@shared/domain/epochs-done'
import { twoDecimals } from '@shared/domain/two-decimals'
import { z } from 'zod'

/** Lines go out at most this often, so that a log stays readable. */
const quietMilliseconds = 1000

interface ProgressDisplay {
  job(job: Job): void
  /** Remembers how many folds a run has, for what is shown of its epochs. */
  run(run: Pick<Run, 'id' | 'settings'>): void
  epoch(runId: string, epoch: Epoch): void
  notice(text: string): void
}

/** Writes the progress of jobs to a stream: standard error, because standard output belongs to results. */
export function showProgress(stream: NodeJS.WritableStream): ProgressDisplay {
  let lastMilliseconds = 0
  const folds = new Map<string, number>()
  const line = (text: string, always: boolean): void => {
    const now = Date.now()
    if (!always && now - lastMilliseconds < quietMilliseconds) return
    lastMilliseconds = now
    stream.write(`${text}\n`)
  }
  return {
    job: (job) => line(describeJob(job), job.state !== 'running'),
    run: ({ id, settings }) => void folds.set(id, settings.folds),
    epoch: (runId, epoch) => line(describeEpoch(epoch, folds.get(runId) ?? 0), false),
    notice: (text) => line(text, true),
  }
}

function describeJob(job: Job): string {
  if (job.state === 'done') return [`${job.title}: ${job.outcome}`, ...setAsideLines(job.value)].join('\n')
  if (job.failure) return `${job.title}: ${job.state}. ${job.failure.message}`
  const share = job.total > 0 ? ` ${Math.floor((100 * job.done) / job.total)} %` : ''
  const left = job.secondsLeft === null ? '' : `, ${Math.ceil(job.secondsLeft)} s left`
  return `${job.title}:${share}${left} ${job.message}`.trimEnd()
}

const valueWithSetAside = z.object({ setAside: z.array(z.object({ path: z.string(), reason: z.string() })) })

/** A job's files that could not be used, one a line with the reason; nothing for jobs that set none aside. */
function setAsideLines(value: unknown): string[] {
  const parsed = valueWithSetAside.safeParse(value)
  return parsed.success ? parsed.data.setAside.map(({ path, reason }) => `set aside: ${path} (${reason})`) : []
}

function describeEpoch(epoch: Epoch, folds: number): string {
  const validation = epoch.validationLoss === null ? '' : `, validation loss ${epoch.validationLoss.toFixed(4)}`
  const r2 = epoch.valence && epoch.arousal ? `, R² valence ${twoDecimals(epoch.valence.r2)} arousal ${twoDecimals(epoch.arousal.r2)}` : ''
  return `${epochInWords(epoch, folds)}: loss ${epoch.trainLoss.toFixed(4)}${validation}${r2}, ${Math.ceil(epoch.secondsLeft)} s left`
}

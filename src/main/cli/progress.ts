import type { Job } from '@shared/contract/jobs'
import type { Epoch } from '@shared/contract/training'

/** Lines go out at most this often, so that a log stays readable. */
const quietMilliseconds = 1000

interface ProgressDisplay {
  job(job: Job): void
  epoch(epoch: Epoch): void
}

/** Writes the progress of jobs to a stream: standard error, because standard output belongs to results. */
export function showProgress(stream: NodeJS.WritableStream): ProgressDisplay {
  let lastMilliseconds = 0
  const line = (text: string, always: boolean): void => {
    const now = Date.now()
    if (!always && now - lastMilliseconds < quietMilliseconds) return
    lastMilliseconds = now
    stream.write(`${text}\n`)
  }
  return {
    job: (job) => line(describeJob(job), job.state !== 'running'),
    epoch: (epoch) => line(describeEpoch(epoch), false),
  }
}

function describeJob(job: Job): string {
  if (job.state === 'done') return `${job.title}: ${job.outcome}`
  if (job.failure) return `${job.title}: ${job.state}. ${job.failure.message}`
  const share = job.total > 0 ? ` ${Math.floor((100 * job.done) / job.total)} %` : ''
  const left = job.secondsLeft === null ? '' : `, ${Math.ceil(job.secondsLeft)} s left`
  return `${job.title}:${share}${left} ${job.message}`.trimEnd()
}

function describeEpoch(epoch: Epoch): string {
  const fold = epoch.fold > 0 ? `fold ${epoch.fold} ` : ''
  const validation = epoch.validationLoss === null ? '' : `, validation loss ${epoch.validationLoss.toFixed(4)}`
  const r2 = epoch.valence && epoch.arousal ? `, R² valence ${epoch.valence.r2.toFixed(2)} arousal ${epoch.arousal.r2.toFixed(2)}` : ''
  return `${fold}epoch ${epoch.epoch}: loss ${epoch.trainLoss.toFixed(4)}${validation}${r2}, ${Math.ceil(epoch.secondsLeft)} s left`
}

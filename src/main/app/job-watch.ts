import type { Job } from '@shared/contract/jobs'

/** Short jobs end before anybody looks away; only longer ones are announced. */
const announceAfterMilliseconds = 20_000

/** What a job watch needs of the desktop. */
export interface Desktop {
  /** Whether somebody looks at the window: then no notification is needed. */
  isFocused(): boolean
  /** Keeps the computer awake until the function that it returns is called. */
  stayAwake(): () => void
  notify(title: string, body: string): void
}

/** Keeps the computer awake while jobs run, announces their end, and knows whether any still runs. */
export interface JobWatch {
  see(job: Job): void
  running(): Job[]
}

/** Makes a job watch. */
export function createJobWatch(desktop: Desktop): JobWatch {
  const running = new Map<string, Job>()
  let letSleep: (() => void) | null = null
  const stayAwake = (): void => {
    if (running.size > 0) letSleep ??= desktop.stayAwake()
    else {
      letSleep?.()
      letSleep = null
    }
  }
  return {
    see: (job) => {
      if (job.state === 'running') running.set(job.id, job)
      else if (running.delete(job.id)) announce(job, desktop)
      stayAwake()
    },
    running: () => [...running.values()],
  }
}

function announce(job: Job, desktop: Desktop): void {
  const longEnough = (job.finishedAtMs ?? 0) - job.startedAtMs > announceAfterMilliseconds
  if (desktop.isFocused() || !longEnough || job.state === 'cancelled') return
  desktop.notify(job.title, job.state === 'done' ? job.outcome : (job.failure?.message ?? 'The job failed.'))
}

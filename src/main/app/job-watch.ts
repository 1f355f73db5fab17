import { type BrowserWindow, dialog, Notification, powerSaveBlocker } from 'electron'
import type { Job } from '@shared/contract/jobs'

/** Short jobs end before anybody looks away; only longer ones are announced. */
const announceAfterMilliseconds = 20_000

/** Keeps the computer awake while jobs run, announces their end, and knows whether any still runs. */
export interface JobWatch {
  see(job: Job): void
  running(): Job[]
}

/**
 * Makes a job watch.
 * @param focused whether somebody looks at the window: then no notification is needed
 */
export function createJobWatch(focused: () => boolean): JobWatch {
  const running = new Map<string, Job>()
  let blocker: number | null = null
  const stayAwake = (): void => {
    if (running.size > 0 && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension')
    if (running.size === 0 && blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
  }
  return {
    see: (job) => {
      if (job.state === 'running') running.set(job.id, job)
      else if (running.delete(job.id)) announce(job, focused())
      stayAwake()
    },
    running: () => [...running.values()],
  }
}

function announce(job: Job, focused: boolean): void {
  const longEnough = (job.finishedAtMs ?? 0) - job.startedAtMs > announceAfterMilliseconds
  if (focused || !longEnough || job.state === 'cancelled' || !Notification.isSupported()) return
  const body = job.state === 'done' ? job.outcome : (job.failure?.message ?? 'The job failed.')
  new Notification({ title: job.title, body }).show()
}

/** Asks before the window closes while jobs run. Resolves to whether it may close. */
export async function mayClose(window: BrowserWindow, running: readonly Job[]): Promise<boolean> {
  if (running.length === 0) return true
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: running.length === 1 ? 'A job is still running.' : `${running.length} jobs are still running.`,
    detail: `${running.map((job) => job.title).join('\n')}\n\nWhat is finished is kept. A training run can be resumed later.`,
    buttons: ['Keep running', 'Stop and close'],
    defaultId: 0,
    cancelId: 0,
  })
  return response === 1
}

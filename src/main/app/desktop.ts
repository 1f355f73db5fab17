import { type BrowserWindow, dialog, Notification, powerSaveBlocker } from 'electron'
import type { Job } from '@shared/contract/jobs'
import type { Desktop } from './job-watch'

/** The desktop as Electron offers it. */
export function electronDesktop(isFocused: () => boolean): Desktop {
  return {
    isFocused,
    stayAwake: () => {
      const blocker = powerSaveBlocker.start('prevent-app-suspension')
      return () => powerSaveBlocker.stop(blocker)
    },
    notify: (title, body) => {
      if (Notification.isSupported()) new Notification({ title, body }).show()
    },
  }
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

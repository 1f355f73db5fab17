import { cpus } from 'node:os'
import { app, clipboard, shell } from 'electron'
import type { AppChannelName, Handlers } from '@shared/contract/channels'
import { diagnostics } from './diagnostics'
import { createFileDialogs, type DialogCollaborators } from './file-dialogs'
import type { ProgramLog } from './log'
import { printHtml } from './print-page'

export interface AppCollaborators extends DialogCollaborators {
  readonly log: ProgramLog
}

/** The calls that only the main process can answer: dialogs, clipboard, versions, log. */
export function createAppHandlers(collaborators: AppCollaborators): Handlers<AppChannelName> {
  const { log } = collaborators
  return {
    'app.info': () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      node: process.versions.node,
      chromium: process.versions.chrome,
      platform: `${process.platform} ${process.arch}`,
      sandboxed: true,
      processorCount: cpus().length,
    }),
    'app.diagnostics': () => diagnostics({ version: app.getVersion(), logPath: log.path(), home: app.getPath('home') }),
    'app.log': ({ entry }) => {
      log.write(`In the window: ${entry}`)
      return null
    },
    ...createFileDialogs(collaborators),
    'app.showInFolder': ({ path }) => {
      shell.showItemInFolder(path)
      return null
    },
    'app.writePdf': async ({ html, path }) => {
      await printHtml(html, path)
      return null
    },
    'app.copyText': ({ text }) => {
      void clipboard.writeText(text)
      return null
    },
  }
}

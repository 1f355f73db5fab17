import { cpus } from 'node:os'
import { app, type BrowserWindow, clipboard, dialog, shell } from 'electron'
import type { AppChannelName, Handlers } from '@shared/contract/channels'
import { diagnostics } from './diagnostics'

/**
 * The calls that only the main process can answer: dialogs, clipboard, versions.
 * @param window the window that dialogs belong to
 */
export function createAppHandlers(window: () => BrowserWindow, logPath: () => string): Handlers<AppChannelName> {
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
    'app.diagnostics': () => diagnostics(logPath()),
    'app.chooseFolder': async ({ title, create }) => {
      const properties = create ? (['openDirectory', 'createDirectory'] as const) : (['openDirectory'] as const)
      const { filePaths } = await dialog.showOpenDialog(window(), { title, properties: [...properties] })
      return filePaths[0] ?? null
    },
    'app.chooseFile': async ({ title, filters }) => {
      const { filePaths } = await dialog.showOpenDialog(window(), { title, filters, properties: ['openFile'] })
      return filePaths[0] ?? null
    },
    'app.chooseSave': async ({ title, defaultName, filters }) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window(), { title, defaultPath: defaultName, filters })
      return canceled || filePath === '' ? null : filePath
    },
    'app.showInFolder': ({ path }) => {
      shell.showItemInFolder(path)
      return null
    },
    'app.copyText': ({ text }) => {
      void clipboard.writeText(text)
      return null
    },
  }
}

import { type BrowserWindow, dialog } from 'electron'
import type { Handlers } from '@shared/contract/channels'

export interface DialogCollaborators {
  /** The window that dialogs belong to. */
  window(): BrowserWindow
  /** Called with a file that a save dialog gave. */
  onFileChosen(path: string): void
  /** Called with a folder that a dialog gave to write into. */
  onFolderChosen(path: string): void
}

/** The dialogs of the operating system in which the user chooses files and folders; null when the user cancels. */
export function createFileDialogs({
  window,
  onFileChosen,
  onFolderChosen,
}: DialogCollaborators): Handlers<'app.chooseFolder' | 'app.chooseFile' | 'app.chooseSave'> {
  return {
    'app.chooseFolder': async ({ title, create }) => {
      const properties = create ? (['openDirectory', 'createDirectory'] as const) : (['openDirectory'] as const)
      const { filePaths } = await dialog.showOpenDialog(window(), { title, properties: [...properties] })
      const path = filePaths[0] ?? null
      if (create && path !== null) onFolderChosen(path)
      return path
    },
    'app.chooseFile': async ({ title, filters }) => {
      const { filePaths } = await dialog.showOpenDialog(window(), { title, filters, properties: ['openFile'] })
      return filePaths[0] ?? null
    },
    'app.chooseSave': async ({ title, defaultName, filters }) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window(), { title, defaultPath: defaultName, filters })
      if (canceled || filePath === '') return null
      onFileChosen(filePath)
      return filePath
    },
  }
}

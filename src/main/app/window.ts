import { join } from 'node:path'
import { BrowserWindow, nativeTheme, shell } from 'electron'
import { pageAddress } from './page-scheme'
import { keepWindowState, readWindowState } from './window-state'

/**
 * Opens the window: sandboxed, isolated, showing our own page and nothing else.
 * @param preload path of the built preload
 * @param developmentAddress address of the development server, when it runs
 */
export function openWindow(preload: string, developmentAddress: string | undefined): BrowserWindow {
  const { maximized, ...bounds } = readWindowState()
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Circumplex',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181c' : '#fafafa',
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, spellcheck: false },
  })
  if (maximized) window.maximize()
  keepWindowState(window)
  keepOnOurPage(window, developmentAddress)
  window.once('ready-to-show', () => window.show())
  void window.loadURL(developmentAddress ?? pageAddress)
  return window
}

function keepOnOurPage(window: BrowserWindow, developmentAddress: string | undefined): void {
  const contents = window.webContents
  contents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith('https://')) void shell.openExternal(url)
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event, url) => {
    if (!url.startsWith(developmentAddress ?? pageAddress)) event.preventDefault()
  })
  contents.session.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === 'clipboard-sanitized-write'))
}

/** Where the built parts lie, from the folder of the main entry. */
export function builtPaths(mainDirectory: string): {
  preload: string
  renderer: string
  libraryThread: string
  workers: string
  resources: string
} {
  return {
    preload: join(mainDirectory, '../preload/index.cjs'),
    renderer: join(mainDirectory, '../renderer'),
    libraryThread: join(mainDirectory, 'library-thread.js'),
    workers: join(mainDirectory, 'workers'),
    resources: join(mainDirectory, '../../resources'),
  }
}

import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { grantNoPermission, keepOnOurPage } from './page-guard'
import { keepWindowState, readWindowState } from './window-state'

/**
 * Opens the window: sandboxed, isolated, showing our own page and nothing else.
 * @param preload path of the built preload
 * @param addresses addresses that our page may have; the first is shown
 */
export function openWindow(preload: string, addresses: readonly [string, ...string[]]): BrowserWindow {
  const statePath = join(app.getPath('userData'), 'window.json')
  const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea)
  const { maximized, ...bounds } = readWindowState(statePath, workAreas)
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
  keepWindowState(statePath, window)
  keepOnOurPage(window.webContents, addresses)
  grantNoPermission(window.webContents.session)
  window.once('ready-to-show', () => window.show())
  void window.loadURL(addresses[0])
  return window
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

import { app, type BrowserWindow, Menu, nativeTheme } from 'electron'
import type { AppEvent } from '@shared/contract/events'
import { eventChannel } from '@shared/contract/ipc-names'
import { createAppHandlers } from './app/app-handlers'
import { createJobWatch, mayClose } from './app/job-watch'
import { type LibraryThread, startLibraryThread } from './app/library-thread-client'
import { startLog } from './app/log'
import { serveMedia } from './app/media-scheme'
import { createMenu } from './app/menu'
import { pageAddress, registerSchemes, servePage } from './app/page-scheme'
import { utilityProcessWorkers } from './app/utility-process-workers'
import { builtPaths, openWindow } from './app/window'
import { answerCalls } from './ipc/answer-calls'

const paths = builtPaths(import.meta.dirname)
const developmentAddress = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']

/** Puts the program together once Electron is ready, and takes it apart when the window closes. */
async function run(): Promise<void> {
  const log = startLog()
  await app.whenReady()
  let window: BrowserWindow | null = null
  const currentWindow = (): BrowserWindow => {
    if (!window) throw new Error('The window is closed.')
    return window
  }
  const watch = createJobWatch(() => window?.isFocused() ?? false)
  const tell = (event: AppEvent): void => {
    if (event.type === 'job') watch.see(event.job)
    if (event.type === 'changed' && event.topics.includes('settings')) void applyTheme(thread)
    if (window && !window.isDestroyed()) window.webContents.send(eventChannel, event)
  }
  const thread = startLibraryThread(
    paths.libraryThread,
    { resourcesDirectory: paths.resources, userDataDirectory: app.getPath('userData') },
    utilityProcessWorkers(paths.workers),
    tell,
  )
  servePage(paths.renderer)
  serveMedia((url) => thread.mediaFile(url))
  answerCalls({
    origins: [pageAddress, ...(developmentAddress ? [developmentAddress] : [])],
    app: createAppHandlers(currentWindow, log.path),
    service: (name, argument) => thread.call(name, argument),
  })
  await applyTheme(thread)
  Menu.setApplicationMenu(createMenu((command) => tell({ type: 'command', command })))
  window = openWindow(paths.preload, developmentAddress)
  closeInOrder(window, thread, () => mayClose(currentWindow(), watch.running()))
  app.on('second-instance', () => currentWindow().focus())
}

async function applyTheme(thread: LibraryThread): Promise<void> {
  const settings = await thread.call('settings.get', null)
  if (settings.ok) nativeTheme.themeSource = (settings.value as { theme: 'system' | 'light' | 'dark' }).theme
}

/**
 * Closes the library before the process ends. When the user closes the window, it asks first while jobs run; when the system
 * ends the program (SIGTERM), it asks nothing.
 */
function closeInOrder(window: BrowserWindow, thread: LibraryThread, allowed: () => Promise<boolean>): void {
  let agreed = false
  const close = async (): Promise<void> => {
    agreed = true
    window.hide()
    await thread.close()
    window.destroy()
    app.quit()
  }
  window.on('close', (event) => {
    if (agreed) return
    event.preventDefault()
    void allowed().then((may) => (may ? close() : undefined))
  })
  process.once('SIGTERM', () => void close())
}

const userData = app.commandLine.getSwitchValue('user-data-dir')
if (userData !== '') app.setPath('userData', userData)
registerSchemes()
if (app.requestSingleInstanceLock()) void run()
else app.quit()

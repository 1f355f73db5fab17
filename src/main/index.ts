import { app, type BrowserWindow, Menu, nativeTheme } from 'electron'
import { settingsSchema } from '@shared/contract/app'
import type { AppEvent } from '@shared/contract/events'
import { eventChannel } from '@shared/contract/ipc-names'
import { failureData } from '@shared/contract/result'
import { reportUnexpected } from '@shared/domain/report-unexpected'
import { createAppHandlers } from './app/app-handlers'
import { electronDesktop, mayClose } from './app/desktop'
import { createJobWatch } from './app/job-watch'
import { type LibraryThread, startLibraryThread } from './app/library-thread-client'
import { type ProgramLog, startLog } from './app/log'
import { serveMedia } from './app/media-scheme'
import { createMenu } from './app/menu'
import { pageAddress } from './app/page-response'
import { registerSchemes, servePage } from './app/page-scheme'
import { askedToPrint, printAndEnd } from './app/print-page'
import { utilityProcessWorkers } from './app/utility-process-workers'
import { builtPaths, openWindow } from './app/window'
import { answerCalls } from './ipc/answer-calls'
import { createGrantedPaths } from './ipc/granted-paths'

const paths = builtPaths(import.meta.dirname)
const developmentAddress = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
/** Addresses that our page may have, the one to show first. */
const addresses = developmentAddress === undefined ? ([pageAddress] as const) : ([developmentAddress, pageAddress] as const)

/** Puts the program together once Electron is ready, and takes it apart when the window closes. */
async function run(): Promise<void> {
  const log = startLog()
  let window: BrowserWindow | null = null
  const currentWindow = (): BrowserWindow => {
    if (!window) throw new Error('The window is closed.')
    return window
  }
  const watch = createJobWatch(electronDesktop(() => window?.isFocused() ?? false))
  const send = (event: AppEvent): void => {
    if (event.type === 'job') watch.see(event.job)
    if (event.type === 'changed' && event.topics.includes('settings')) void applyTheme(thread)
    if (window && !window.isDestroyed()) window.webContents.send(eventChannel, event)
  }
  reportUncaught(log, send)
  await app.whenReady()
  const thread = startLibraryThread({
    entry: paths.libraryThread,
    data: { resourcesDirectory: paths.resources, userDataDirectory: app.getPath('userData') },
    spawn: utilityProcessWorkers(paths.workers),
    onEvent: send,
    log: log.write,
  })
  servePage(paths.renderer)
  serveMedia((url) => thread.mediaFile(url))
  answerWindow(thread, currentWindow, log)
  await applyTheme(thread)
  Menu.setApplicationMenu(createMenu((command) => send({ type: 'command', command })))
  window = openWindow(paths.preload, addresses)
  closeInOrder(window, thread, () => mayClose(currentWindow(), watch.running()))
  app.on('second-instance', () => currentWindow().focus())
}

/** What nobody caught here goes into the log and to the window, and the program goes on; the ends of Chromium's processes are logged. */
function reportUncaught(log: ProgramLog, send: (event: AppEvent) => void): void {
  const report = (error: unknown): void => send({ type: 'failure', failure: failureData(reportUnexpected(error, log.write)) })
  process.on('uncaughtException', report).on('unhandledRejection', report)
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) =>
    log.write(`The window's process ended: ${reason}, ${exitCode}`),
  )
  app.on('child-process-gone', (_event, { type, name = '', reason, exitCode }) => {
    // Workers are killed when their work is done.
    if (reason !== 'killed' && reason !== 'clean-exit') log.write(`The process ${type} ${name} ended: ${reason}, ${exitCode}`)
  })
}

function answerWindow(thread: LibraryThread, window: () => BrowserWindow, log: ProgramLog): void {
  const granted = createGrantedPaths()
  answerCalls({
    addresses,
    app: createAppHandlers({ window, log, onFileChosen: granted.grantFile, onFolderChosen: granted.grantFolder }),
    service: thread.call,
    mayWrite: granted.allows,
    log: log.write,
  })
}

async function applyTheme(thread: LibraryThread): Promise<void> {
  const settings = await thread.call('settings.get', null)
  if (settings.ok) nativeTheme.themeSource = settingsSchema.parse(settings.value).theme
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
const print = askedToPrint()
if (print) void printAndEnd(print)
else if (app.requestSingleInstanceLock()) void run()
else app.quit()

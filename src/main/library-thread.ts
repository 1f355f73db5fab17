import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { Result } from '@shared/contract/result'
import { settle } from '@shared/contract/result'
import type { WriteLog } from '@shared/domain/report-unexpected'
import { relayedWorkers } from './jobs/relayed-workers'
import { createServices } from './services'
import type { FromLibraryThread, LibraryThreadData, ToLibraryThread } from './thread-messages'

/** The library thread: the store and all services, away from the main process, which must never block. */
function serveLibrary(): void {
  const port = parentPort
  if (!port) throw new Error('The library thread is started by the main process.')
  const data = workerData as LibraryThreadData
  const post = (message: FromLibraryThread): void => port.postMessage(message)
  const log: WriteLog = (entry) => post({ type: 'log', entry })
  const workers = relayedWorkers(post)
  const services = createServices({
    ...data,
    recentPath: join(data.userDataDirectory, 'recent.json'),
    spawn: workers.spawn,
    emit: (event) => post({ type: 'event', event }),
    log,
  })
  const answer = async (id: number, work: () => Promise<Result<unknown>>): Promise<void> =>
    post({ type: 'answer', id, result: await work() })
  port.on('message', (message: ToLibraryThread) => {
    if (message.type === 'call') void answer(message.id, () => services.call(message.name, message.argument, message.library))
    else if (message.type === 'media') void answer(message.id, () => settle(() => services.mediaFile(message.url), log))
    else if (message.type === 'close') void answer(message.id, () => settle(() => services.close(), log))
    else workers.receive(message)
  })
}

// What nobody caught ends the thread, in Electron as in Node: its state is unknown, and the main process starts it again.
process.on('unhandledRejection', (reason) => {
  throw reason
})
serveLibrary()

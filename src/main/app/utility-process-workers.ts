import { join } from 'node:path'
import { utilityProcess } from 'electron'
import { fromWorkerSchema } from '@shared/contract/worker-messages'
import type { SpawnWorker } from '../jobs/worker-process'

/**
 * Workers as Electron utility processes, for the window.
 * @param workersDirectory folder of the built worker entries
 */
export function utilityProcessWorkers(workersDirectory: string): SpawnWorker {
  return (kind) => {
    const child = utilityProcess.fork(join(workersDirectory, `${kind}.js`), [], { serviceName: `Circumplex ${kind}`, stdio: 'inherit' })
    return {
      send: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', (message: unknown) => listener(fromWorkerSchema.parse(message))),
      onExit: (listener) => void child.once('exit', listener),
      kill: () => void (child.pid !== undefined && process.kill(child.pid, 'SIGKILL')),
    }
  }
}

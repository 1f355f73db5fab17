import { fork } from 'node:child_process'
import { join } from 'node:path'
import { fromWorkerSchema } from '@shared/contract/worker-messages'
import type { SpawnWorker } from './worker-process'

/**
 * Workers as plain child processes, for the command line and tests. Their output goes to our standard error,
 * because standard output belongs to the command's result.
 * @param workersDirectory folder of the built worker entries
 */
export function childProcessWorkers(workersDirectory: string): SpawnWorker {
  return (kind) => {
    const child = fork(join(workersDirectory, `${kind}.js`), {
      serialization: 'advanced',
      stdio: ['ignore', process.stderr, process.stderr, 'ipc'],
    })
    return {
      send: (message) => void (child.connected && child.send(message)),
      onMessage: (listener) => void child.on('message', (message) => listener(fromWorkerSchema.parse(message))),
      onExit: (listener) => {
        child.once('exit', listener)
        child.once('error', () => listener(null))
      },
      kill: () => void child.kill('SIGKILL'),
    }
  }
}

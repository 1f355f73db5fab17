import { fork } from 'node:child_process'
import { join } from 'node:path'
import { keepLastLines } from './last-lines'
import { workerArguments } from './worker-arguments'
import type { SpawnWorker, WorkerExit } from './worker-process'

/**
 * Workers as plain child processes, for the command line and tests. Their output goes to our standard error,
 * because standard output belongs to the command's result.
 * @param workersDirectory folder of the built worker entries
 */
export function childProcessWorkers(workersDirectory: string): SpawnWorker {
  return (kind) => {
    const child = fork(join(workersDirectory, `${kind}.js`), {
      serialization: 'advanced',
      execArgv: workerArguments(),
      stdio: ['ignore', process.stderr, 'pipe', 'ipc'],
    })
    const lastLines = keepLastLines(child.stderr, (chunk) => void process.stderr.write(chunk))
    const exitOf = async (exitCode: number | null): Promise<WorkerExit> => ({ exitCode, lastLines: await lastLines.whenEnded() })
    return {
      send: (message) => void (child.connected && child.send(message)),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => {
        child.once('exit', (exitCode) => void exitOf(exitCode).then(listener))
        child.once('error', (error) => listener({ exitCode: null, lastLines: error.message }))
      },
      kill: () => void child.kill('SIGKILL'),
    }
  }
}

import { join } from 'node:path'
import { utilityProcess } from 'electron'
import { keepLastLines } from '../jobs/last-lines'
import { workerArguments } from '../jobs/worker-arguments'
import type { SpawnWorker, WorkerExit } from '../jobs/worker-process'

/**
 * Workers as Electron utility processes, for the window.
 * @param workersDirectory folder of the built worker entries
 */
export function utilityProcessWorkers(workersDirectory: string): SpawnWorker {
  return (kind) => {
    const child = utilityProcess.fork(join(workersDirectory, `${kind}.js`), [], {
      serviceName: `Circumplex ${kind}`,
      stdio: 'pipe',
      execArgv: workerArguments(process.env, []),
    })
    child.stdout?.on('data', (chunk: Buffer) => void process.stderr.write(chunk))
    const lastLines = keepLastLines(child.stderr, (chunk) => void process.stderr.write(chunk))
    const exitOf = async (exitCode: number): Promise<WorkerExit> => ({ exitCode, lastLines: await lastLines.whenEnded() })
    return {
      send: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', (exitCode) => void exitOf(exitCode).then(listener)),
      kill: () => void (child.pid !== undefined && process.kill(child.pid, 'SIGKILL')),
    }
  }
}

import { parseOwn } from '@shared/contract/result'
import { Failure } from '@shared/domain/failure'
import { type FromWorker, fromWorkerSchema, type Progress, type WorkerKind } from '@shared/contract/worker-messages'
import type { SpawnWorker, WorkerExit, WorkerProcess } from './worker-process'

/** How long a cancelled worker may take to stop by itself (native calls block it meanwhile). */
const cancelGraceMilliseconds = 2000

export interface WorkerListeners {
  readonly onProgress?: (progress: Progress) => void
  readonly onItem?: (value: unknown) => void
  readonly signal?: AbortSignal
  /** Time for a cancelled worker to end its work by itself; 2,000 ms unless given. */
  readonly graceMilliseconds?: number
}

/** Runs one job in a worker of its own and gives its result, as it came; `askWorker` checks what comes. */
export type RunWorker = (kind: WorkerKind, payload: unknown, listeners: WorkerListeners) => Promise<unknown>

/**
 * Makes `RunWorker` from a way to start processes. A worker that ends without an answer is a `worker-crashed` failure with the last
 * lines of its standard error as its cause; one that does not stop within two seconds of a cancel is killed. An error of a listener, or a
 * message that is not of the protocol, ends the worker and is the failure. The process is gone when the promise settles.
 */
export function createRunWorker(spawn: SpawnWorker): RunWorker {
  return (kind, payload, listeners) =>
    new Promise((resolve, reject) => {
      if (listeners.signal?.aborted) return reject(cancelled(kind))
      supervise(spawn(kind), kind, payload, listeners, resolve, reject)
    })
}

function supervise(
  worker: WorkerProcess,
  kind: WorkerKind,
  payload: unknown,
  listeners: WorkerListeners,
  resolve: (value: unknown) => void,
  reject: (error: unknown) => void,
): void {
  let graceTimer: NodeJS.Timeout | undefined
  let settled = false
  const cancel = (): void => {
    worker.send({ type: 'cancel' })
    graceTimer = setTimeout(() => finish(() => reject(cancelled(kind))), listeners.graceMilliseconds ?? cancelGraceMilliseconds)
  }
  const finish = (settle: () => void): void => {
    if (settled) return
    settled = true
    clearTimeout(graceTimer)
    listeners.signal?.removeEventListener('abort', cancel)
    worker.kill()
    settle()
  }
  const receive = (message: FromWorker): void => {
    if (message.type === 'ready') worker.send({ type: 'start', payload })
    else if (message.type === 'progress') listeners.onProgress?.(message.progress)
    else if (message.type === 'item') listeners.onItem?.(message.value)
    else if (message.type === 'result') finish(() => resolve(message.value))
    else finish(() => reject(failureOf(kind, message)))
  }
  worker.onMessage((message) => {
    if (settled) return
    try {
      receive(parseOwn(fromWorkerSchema, message, `a message of the ${kind} worker`))
    } catch (error) {
      finish(() => reject(error))
    }
  })
  worker.onExit((exit) => finish(() => reject(listeners.signal?.aborted ? cancelled(kind) : crashed(kind, exit))))
  listeners.signal?.addEventListener('abort', cancel, { once: true })
}

function failureOf(kind: WorkerKind, { code, message, hint, details }: Extract<FromWorker, { type: 'failure' }>): Failure {
  return new Failure(code, message, hint, details === undefined ? {} : { cause: `In the ${kind} worker: ${details}` })
}

function cancelled(kind: WorkerKind): Failure {
  return new Failure('cancelled', `The ${kind} job was cancelled.`, 'Start it again when you wish.')
}

function crashed(kind: WorkerKind, { exitCode, lastLines }: WorkerExit): Failure {
  const how = exitCode === null ? 'was killed' : `ended with code ${exitCode}`
  return new Failure(
    'worker-crashed',
    `The ${kind} worker ${how} before its work was done.`,
    'What was finished is kept. Start the job again; a training run can be resumed.',
    { cause: lastLines === '' ? undefined : `The last lines of the ${kind} worker:\n${lastLines}` },
  )
}

import type { ToWorker, WorkerKind } from '@shared/contract/worker-messages'
import type { SpawnWorker, WorkerExit } from './worker-process'

/** Messages by which one thread has another start and stop workers for it. */
export type WorkerRequest =
  | { readonly type: 'worker-spawn'; readonly worker: number; readonly kind: WorkerKind }
  | { readonly type: 'worker-send'; readonly worker: number; readonly message: ToWorker }
  | { readonly type: 'worker-kill'; readonly worker: number }
export type WorkerReply =
  | { readonly type: 'worker-message'; readonly worker: number; readonly message: unknown }
  | { readonly type: 'worker-exit'; readonly worker: number; readonly exit: WorkerExit }

interface Listeners {
  readonly message: ((message: unknown) => void)[]
  readonly exit: ((exit: WorkerExit) => void)[]
}

/**
 * Workers that another thread starts: the library thread cannot start utility processes, the main process can.
 * @param post sends a request to the thread that starts them
 */
export function relayedWorkers(post: (request: WorkerRequest) => void): { spawn: SpawnWorker; receive(reply: WorkerReply): void } {
  const workers = new Map<number, Listeners>()
  let last = 0
  return {
    spawn: (kind) => {
      const worker = (last += 1)
      const listeners: Listeners = { message: [], exit: [] }
      workers.set(worker, listeners)
      post({ type: 'worker-spawn', worker, kind })
      return {
        send: (message) => post({ type: 'worker-send', worker, message }),
        onMessage: (listener) => void listeners.message.push(listener),
        onExit: (listener) => void listeners.exit.push(listener),
        kill: () => post({ type: 'worker-kill', worker }),
      }
    },
    receive: (reply) => {
      const listeners = workers.get(reply.worker)
      if (reply.type === 'worker-message') return listeners?.message.forEach((listener) => listener(reply.message))
      workers.delete(reply.worker)
      listeners?.exit.forEach((listener) => listener(reply.exit))
    },
  }
}

/**
 * The other end: starts the workers that are asked for and passes on what they say.
 * @param spawn how workers are really started here
 * @param post sends a reply to the thread that asked
 */
export function relayWorkers(
  spawn: SpawnWorker,
  post: (reply: WorkerReply) => void,
): { receive(request: WorkerRequest): void; killAll(): void } {
  const running = new Map<number, ReturnType<SpawnWorker>>()
  const start = (worker: number, kind: WorkerKind): void => {
    const process = spawn(kind)
    running.set(worker, process)
    process.onMessage((message) => post({ type: 'worker-message', worker, message }))
    process.onExit((exit) => {
      running.delete(worker)
      post({ type: 'worker-exit', worker, exit })
    })
  }
  return {
    receive: (request) => {
      if (request.type === 'worker-spawn') start(request.worker, request.kind)
      else if (request.type === 'worker-send') running.get(request.worker)?.send(request.message)
      else running.get(request.worker)?.kill()
    },
    killAll: () => {
      for (const process of running.values()) process.kill()
    },
  }
}

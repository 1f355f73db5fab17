import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { Failure, failureCodes } from '@shared/domain/failure'
import type { FileExcerpt } from '../audio/read-excerpt'
import type { DecodeExcerpts, ExcerptsRequest } from './excerpts-to-predict'

/** Threads that decode beside this one. */
export interface DecodingThreads {
  readonly decode: DecodeExcerpts
  close(): Promise<void>
}

const excerptSchema = z.object({ samples: z.instanceof(Float32Array), startSeconds: z.number(), durationSeconds: z.number() })
const answerSchema = z.union([
  z.object({ excerpts: z.array(excerptSchema) }),
  z.object({ code: z.enum(failureCodes), message: z.string(), hint: z.string() }),
])

interface Task {
  readonly request: ExcerptsRequest
  readonly resolve: (excerpts: FileExcerpt[]) => void
  readonly reject: (failure: unknown) => void
}

interface Thread {
  readonly worker: Worker
  task: Task | null
}

/**
 * Starts threads that decode, each one file at a time. A thread that crashes fails its file and is replaced.
 * @param entry path of the built `decode-excerpts.js`
 * @param count of threads, at least 1
 */
export function openDecodingThreads(entry: string, count: number): DecodingThreads {
  const queue: Task[] = []
  const threads: Thread[] = []
  let closed = false
  const give = (thread: Thread): void => {
    if (thread.task !== null) return
    thread.task = queue.shift() ?? null
    if (thread.task) thread.worker.postMessage(thread.task.request)
  }
  const open = (index: number): void => {
    const thread: Thread = { worker: new Worker(entry), task: null }
    threads[index] = thread
    const finish = (settle: (task: Task) => void): boolean => {
      const { task } = thread
      thread.task = null
      if (task) settle(task)
      return task !== null
    }
    thread.worker.on('message', (message) => {
      finish((task) => settleTask(task, message))
      give(thread)
    })
    // What a thread throws ends it; the reason is told by its exit.
    thread.worker.on('error', (error) => console.error(error))
    thread.worker.on('exit', () => {
      const wasBusy = finish((task) => task.reject(crashed(task)))
      if (closed) return
      if (wasBusy) open(index)
      else for (const task of queue.splice(0)) task.reject(crashed(task))
    })
    give(thread)
  }
  for (let index = 0; index < count; index += 1) open(index)
  return {
    decode: (request, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted()
        queue.push({ request, resolve, reject })
        for (const thread of threads) give(thread)
      }),
    close: async () => {
      closed = true
      await Promise.all(threads.map(({ worker }) => worker.terminate()))
    },
  }
}

function crashed({ request }: Task): Failure {
  return new Failure('worker-crashed', `Decoding '${request.path}' ended unexpectedly.`, 'Check that the file plays elsewhere, then try again.')
}

function settleTask({ resolve, reject }: Task, message: unknown): void {
  const answer = answerSchema.parse(message)
  if ('excerpts' in answer) resolve(answer.excerpts)
  else reject(new Failure(answer.code, answer.message, answer.hint))
}

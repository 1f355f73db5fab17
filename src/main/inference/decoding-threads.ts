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

/** One thread and the file that it decodes. */
interface Thread {
  give(task: Task): void
  isFree(): boolean
  end(): Promise<unknown>
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
  const handOut = (): void => {
    for (const thread of threads) {
      const task = thread.isFree() ? queue.shift() : undefined
      if (task) thread.give(task)
    }
  }
  const open = (index: number): void => {
    threads[index] = openThread(entry, handOut, (wasBusy) => {
      if (closed) return
      // A thread that ends before it was given anything would only end again.
      if (!wasBusy) for (const task of queue.splice(0)) task.reject(crashed(task))
      else open(index)
      handOut()
    })
  }
  for (let index = 0; index < count; index += 1) open(index)
  return {
    decode: (request, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted()
        queue.push({ request, resolve, reject })
        handOut()
      }),
    close: async () => {
      closed = true
      await Promise.all(threads.map((thread) => thread.end()))
    },
  }
}

/**
 * @param onFree told when a file is done
 * @param onEnd told when the thread is gone, and whether a file went with it
 */
function openThread(entry: string, onFree: () => void, onEnd: (wasBusy: boolean) => void): Thread {
  const worker = new Worker(entry)
  let current: Task | null = null
  let ended = false
  const take = (): Task | null => {
    const task = current
    current = null
    return task
  }
  worker.on('message', (message) => {
    const task = take()
    if (task) settleTask(task, message)
    onFree()
  })
  // What a thread throws ends it; its exit is told next.
  worker.on('error', (error) => console.error(error))
  worker.on('exit', () => {
    ended = true
    const task = take()
    task?.reject(crashed(task))
    onEnd(task !== null)
  })
  return {
    give: (task) => {
      current = task
      worker.postMessage(task.request)
    },
    isFree: () => current === null && !ended,
    end: () => worker.terminate(),
  }
}

function crashed({ request }: Task): Failure {
  return new Failure(
    'worker-crashed',
    `Decoding '${request.path}' ended unexpectedly.`,
    'Check that the file plays elsewhere, then try again.',
  )
}

function settleTask({ resolve, reject }: Task, message: unknown): void {
  const answer = answerSchema.parse(message)
  if ('excerpts' in answer) resolve(answer.excerpts)
  else reject(new Failure(answer.code, answer.message, answer.hint))
}

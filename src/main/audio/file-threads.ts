import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { Failure, failureCodes } from '@shared/domain/failure'
import { timeLimitMilliseconds, tookTooLong } from './time-limit'

/** Threads that read files beside this one, so that a decoder that never ends or crashes costs one file. */
export interface FileThreads<Request extends FileRequest, Answer> {
  /**
   * Reads a file in the next free thread.
   * @throws Failure of the file; `worker-crashed` when its thread ended, `file-invalid` when it took too long; the signal's reason
   */
  read(request: Request, signal: AbortSignal): Promise<Answer>
  /** Ends the threads, whatever they do. */
  close(): Promise<void>
}

interface FileRequest {
  readonly path: string
}

/** How threads are opened. */
export interface FileThreadsOptions {
  /** At least 1. */
  readonly count: number
  /** How long a file of some bytes may take, in milliseconds; without it by `timeLimitMilliseconds`. */
  readonly limitMilliseconds?: (sizeBytes: number) => number
}

interface Task {
  readonly request: FileRequest
  readonly limitMilliseconds: number
  settle(message: unknown): void
  reject(failure: unknown): void
}

/** One thread and the file that it reads. */
interface Thread {
  give(task: Task): void
  isFree(): boolean
  end(): Promise<unknown>
}

const refusalSchema = z.object({ code: z.enum(failureCodes), message: z.string(), hint: z.string() })
/** Decoding ends itself at its limit, in good order; the thread is ended so much later, if that did not come about. */
const graceMilliseconds = 10_000
const longestTimer = 2 ** 31 - 1

/**
 * Starts threads that read files, each one at a time. A thread that crashes or takes too long fails its file and is replaced.
 * @param entry path of a built program that calls `serveFiles`
 * @param answerSchema what it answers
 */
export function openFileThreads<Request extends FileRequest, Answer>(
  entry: string,
  answerSchema: z.ZodType<Answer>,
  { count, limitMilliseconds = withGrace }: FileThreadsOptions,
): FileThreads<Request, Answer> {
  const pool = openPool(entry, count)
  return {
    read: async (request, signal) => {
      const sizeBytes = await stat(request.path).then(
        ({ size }) => size,
        () => 0,
      )
      signal.throwIfAborted()
      return new Promise<Answer>((resolve, reject) => {
        const stop = (): void => task.reject(signal.reason)
        const task: Task = {
          request,
          limitMilliseconds: Math.min(longestTimer, limitMilliseconds(sizeBytes)),
          settle: (message) => settle(message, answerSchema, resolve, (failure) => task.reject(failure)),
          reject: (failure) => {
            signal.removeEventListener('abort', stop)
            reject(failure instanceof Error ? failure : new Error(String(failure)))
          },
        }
        signal.addEventListener('abort', stop, { once: true })
        pool.add(task)
      })
    },
    close: pool.close,
  }
}

function withGrace(sizeBytes: number): number {
  return timeLimitMilliseconds(sizeBytes) + graceMilliseconds
}

function openPool(entry: string, count: number): { add(task: Task): void; close(): Promise<void> } {
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
    add: (task) => {
      queue.push(task)
      handOut()
    },
    close: async () => {
      closed = true
      await Promise.all(threads.map((thread) => thread.end()))
    },
  }
}

/**
 * @param onFree called when a file is done
 * @param onEnd called once, when the thread is gone or given up, with whether a file went with it
 */
function openThread(entry: string, onFree: () => void, onEnd: (wasBusy: boolean) => void): Thread {
  const worker = new Worker(entry)
  let current: Task | null = null
  let timer: NodeJS.Timeout | undefined
  let ended = false
  const take = (): Task | null => {
    clearTimeout(timer)
    const task = current
    current = null
    return task
  }
  const finish = (failureOf: (task: Task) => Failure): void => {
    if (ended) return
    ended = true
    const task = take()
    task?.reject(failureOf(task))
    onEnd(task !== null)
  }
  worker.on('message', (message) => {
    take()?.settle(message)
    onFree()
  })
  // What a thread throws ends it; its exit is reported next.
  worker.on('error', (error) => console.error(error))
  worker.on('exit', () => finish(crashed))
  return {
    give: (task) => {
      current = task
      timer = setTimeout(() => {
        finish(({ request, limitMilliseconds }) => tookTooLong(request.path, limitMilliseconds))
        void worker.terminate()
      }, task.limitMilliseconds)
      worker.postMessage(task.request)
    },
    isFree: () => current === null && !ended,
    end: () => {
      clearTimeout(timer)
      return worker.terminate()
    },
  }
}

function crashed({ request }: Task): Failure {
  return new Failure(
    'worker-crashed',
    `Decoding '${request.path}' ended unexpectedly.`,
    'Check that the file plays elsewhere, then try again.',
  )
}

function settle<Answer>(
  message: unknown,
  answerSchema: z.ZodType<Answer>,
  resolve: (answer: Answer) => void,
  reject: (failure: unknown) => void,
): void {
  const refusal = refusalSchema.safeParse(message)
  if (refusal.success) return reject(new Failure(refusal.data.code, refusal.data.message, refusal.data.hint))
  const answer = z.object({ answer: answerSchema }).safeParse(message)
  if (answer.success) resolve(answer.data.answer)
  else reject(answer.error)
}

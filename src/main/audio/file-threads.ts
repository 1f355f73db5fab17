import { stat } from 'node:fs/promises'
import { z } from 'zod'
import { Failure, failureCodes } from '@shared/domain/failure'
import { crashed, type FileRequest, type FileTask, type FileThreadPool, openPool } from './file-thread-pool'
import { timeLimitMilliseconds } from './time-limit'

/** Threads that read files beside this one, so that a decoder that never ends or crashes costs one file. */
export interface FileThreads<Request extends FileRequest, Answer> {
  /**
   * Reads a file in the next free thread.
   * @throws Failure of the file; `worker-crashed` when its thread ended, `file-invalid` when it took too long; the signal's reason
   */
  read(request: Request, signal: AbortSignal): Promise<Answer>
  /**
   * Reads a file that is answered in parts. A free thread begins at once; it makes the next part while the former one is used, and no
   * further. Who leaves the parts early ends the thread.
   * @throws as `read`
   */
  stream(request: Request, signal: AbortSignal): AsyncGenerator<Answer>
  /** Ends the threads, whatever they do. */
  close(): Promise<void>
}

/** How threads are opened. */
export interface FileThreadsOptions {
  /** At least 1. */
  readonly count: number
  /** How long a file of some bytes may take, in milliseconds; without it by `timeLimitMilliseconds`. */
  readonly limitMilliseconds?: (sizeBytes: number) => number
}

const refusalSchema = z.object({ code: z.enum(failureCodes), message: z.string(), hint: z.string() })
const endingSchema = z.object({ last: z.literal(false) })
/** Decoding ends itself at its limit, in good order; the thread is ended so much later, if that did not come about. */
const graceMilliseconds = 10_000
const longestTimer = 2 ** 31 - 1

const isLast = (message: unknown): boolean => !endingSchema.safeParse(message).success

/**
 * Starts threads that read files, each one at a time. A thread that crashes or takes too long fails its file and is replaced.
 * @param entry path of a built program that calls `serveFiles`
 * @param answerSchema what it answers, or each part of it
 */
export function openFileThreads<Request extends FileRequest, Answer>(
  entry: string,
  answerSchema: z.ZodType<Answer>,
  { count, limitMilliseconds = withGrace }: FileThreadsOptions,
): FileThreads<Request, Answer> {
  const pool = openPool(entry, count, isLast)
  const messageSchema = z.object({ answer: answerSchema })
  const onAbort = createAbortWatch()
  const stream = (request: Request, signal: AbortSignal): AsyncGenerator<Answer> => {
    const mail = openMail()
    const forget = onAbort(signal, mail.fail)
    const task = addTask(pool, mail, request, limitMilliseconds, signal)
    return partsOf(mail, task, (message) => messageSchema.parse(message).answer, forget)
  }
  return {
    stream,
    read: async (request, signal) => {
      for await (const answer of stream(request, signal)) return answer
      throw crashed({ request })
    },
    close: pool.close,
  }
}

function withGrace(sizeBytes: number): number {
  return timeLimitMilliseconds(sizeBytes) + graceMilliseconds
}

/** Calls `fail` with the signal's reason when it aborts. @returns takes that back */
type AbortWatch = (signal: AbortSignal, fail: (reason: unknown) => void) => () => void

/** Many files may wait, or have failed, under one signal: it has one listener for all of them. */
function createAbortWatch(): AbortWatch {
  const watched = new WeakMap<AbortSignal, Set<(reason: unknown) => void>>()
  return (signal, fail) => {
    if (signal.aborted) fail(signal.reason)
    const fails = watched.get(signal) ?? new Set()
    const stop = (): void => fails.forEach((each) => each(signal.reason))
    if (!watched.has(signal)) signal.addEventListener('abort', stop, { once: true })
    watched.set(signal, fails.add(fail))
    return () => void fails.delete(fail)
  }
}

/** Gives a file to the pool; what its thread says goes into the mail. */
async function addTask(
  pool: FileThreadPool,
  { send, fail }: Mail,
  request: FileRequest,
  limitMilliseconds: (sizeBytes: number) => number,
  signal: AbortSignal,
): Promise<FileTask> {
  const sizeBytes = await stat(request.path).then(
    ({ size }) => size,
    () => 0,
  )
  const task: FileTask = { request, limitMilliseconds: Math.min(longestTimer, limitMilliseconds(sizeBytes)), receive: send, reject: fail }
  if (!signal.aborted) pool.add(task)
  return task
}

async function* partsOf<Answer>(
  mail: Mail,
  task: Promise<FileTask>,
  read: (message: unknown) => Answer,
  forget: () => void,
): AsyncGenerator<Answer> {
  let isAnswered = false
  try {
    while (!isAnswered) {
      const message = await mail.next()
      isAnswered = isLast(message)
      const refusal = refusalSchema.safeParse(message)
      if (refusal.success) throw new Failure(refusal.data.code, refusal.data.message, refusal.data.hint)
      const answer = read(message)
      if (!isAnswered) (await task).thread?.goOn()
      yield answer
    }
  } finally {
    forget()
    if (!isAnswered) {
      const left = await task
      left.isAbandoned = true
      left.thread?.giveUp()
    }
  }
}

/** What a thread sends; it sends a further message only after the former one was taken. */
interface Mail {
  send(message: unknown): void
  /** Fails this and every further message. */
  fail(failure: unknown): void
  next(): Promise<unknown>
}

function openMail(): Mail {
  let failed: Error | null = null
  let [send, reject]: [(message: unknown) => void, (failure: Error) => void] = [() => undefined, () => undefined]
  const expectMessage = (): Promise<unknown> => {
    const expected = new Promise<unknown>((resolve, refuse) => {
      send = resolve
      reject = refuse
      if (failed) refuse(failed)
    })
    // A failure is met where the message is awaited; until then it must not count as unhandled.
    expected.catch(() => undefined)
    return expected
  }
  let coming = expectMessage()
  return {
    send: (message) => send(message),
    fail: (failure) => {
      failed = failure instanceof Error ? failure : new Error(String(failure))
      reject(failed)
    },
    next: async () => {
      const message = await coming
      coming = expectMessage()
      return message
    },
  }
}

import { Worker } from 'node:worker_threads'
import { Failure } from '@shared/domain/failure'
import { tookTooLong } from './time-limit'

/** What a thread is sent that waits after a part of its answer. */
export const goOnMessage = 'go on'

/** A file that a thread reads. */
export interface FileRequest {
  readonly path: string
}

/** A file that is read or waits for a free thread. */
export interface FileTask {
  readonly request: FileRequest
  /** How long a thread may work on it until it answers, and again after each part. */
  readonly limitMilliseconds: number
  /** A message of its thread: a part of the answer, the last one, or a refusal. */
  receive(message: unknown): void
  reject(failure: unknown): void
  /** Nobody waits for it any more: no thread begins with it. */
  isAbandoned?: boolean
  /** The thread that works on it. */
  thread?: Pick<FileThread, 'goOn' | 'giveUp'>
}

/** Threads and the files that wait for them. */
export interface FileThreadPool {
  add(task: FileTask): void
  /** Ends the threads, whatever they do. */
  close(): Promise<void>
}

/** One thread and the file that it reads. */
interface FileThread {
  give(task: FileTask): void
  /** Lets it make the next part of its answer. */
  goOn(): void
  /** Ends it, with the file that it reads. */
  giveUp(): void
  isFree(): boolean
  end(): Promise<unknown>
}

/**
 * Starts threads that each read a file at a time; one that ends with a file is replaced.
 * @param isLast whether a message ends the answer for a file
 */
export function openPool(entry: string, count: number, isLast: (message: unknown) => boolean): FileThreadPool {
  const queue: FileTask[] = []
  const threads: FileThread[] = []
  let closed = false
  const nextTask = (): FileTask | undefined => {
    let task = queue.shift()
    while (task?.isAbandoned) task = queue.shift()
    return task
  }
  const handOut = (): void => {
    for (const thread of threads) {
      const task = thread.isFree() ? nextTask() : undefined
      if (task) thread.give(task)
    }
  }
  const open = (index: number): void => {
    threads[index] = openThread(new Worker(entry), isLast, handOut, (wasBusy) => {
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
function openThread(
  worker: Worker,
  isLast: (message: unknown) => boolean,
  onFree: () => void,
  onEnd: (wasBusy: boolean) => void,
): FileThread {
  const work = openWork(onEnd, () => void worker.terminate())
  const thread: FileThread = {
    give: (task) => {
      task.thread = thread
      work.begin(task)
      worker.postMessage(task.request)
    },
    goOn: () => {
      work.goOn()
      worker.postMessage(goOnMessage)
    },
    giveUp: () => work.endWith(crashed),
    isFree: () => work.isFree(),
    end: () => {
      work.pause()
      return worker.terminate()
    },
  }
  worker.on('message', (message) => {
    const task = isLast(message) ? work.finish() : work.pause()
    task?.receive(message)
    if (work.isFree()) onFree()
  })
  // What a thread throws ends it; its exit is reported next.
  worker.on('error', (error) => console.error(error))
  worker.on('exit', () => work.endWith(crashed))
  return thread
}

/** The file that a thread works on and its time, which runs while it is worked on and not while a part waits. */
function openWork(onEnd: (wasBusy: boolean) => void, terminate: () => void) {
  let current: FileTask | null = null
  let timer: NodeJS.Timeout | undefined
  let ended = false
  const pause = (): FileTask | null => {
    clearTimeout(timer)
    return current
  }
  const finish = (): FileTask | null => {
    const task = pause()
    current = null
    if (task) delete task.thread
    return task
  }
  const endWith = (failureOf: (task: FileTask) => Failure): void => {
    if (ended) return
    ended = true
    const task = finish()
    task?.reject(failureOf(task))
    onEnd(task !== null)
    terminate()
  }
  const goOn = (): void => {
    const tooLong = ({ request, limitMilliseconds }: FileTask): Failure => tookTooLong(request.path, limitMilliseconds)
    timer = setTimeout(() => endWith(tooLong), current?.limitMilliseconds)
  }
  return {
    begin: (task: FileTask): void => {
      current = task
      goOn()
    },
    goOn,
    pause,
    finish,
    endWith,
    isFree: () => current === null && !ended,
  }
}

/** A thread ended while it read a file. */
export function crashed({ request }: Pick<FileTask, 'request'>): Failure {
  return new Failure(
    'worker-crashed',
    `Decoding '${request.path}' ended unexpectedly.`,
    'Check that the file plays elsewhere, then try again.',
  )
}

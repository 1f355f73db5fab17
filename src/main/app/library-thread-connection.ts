import { Worker } from 'node:worker_threads'
import type { AppEvent } from '@shared/contract/events'
import { failureData, type Result } from '@shared/contract/result'
import type { Failure } from '@shared/domain/failure'
import { relayWorkers } from '../jobs/relayed-workers'
import type { SpawnWorker } from '../jobs/worker-process'
import type { FromLibraryThread, LibraryThreadData, ToLibraryThread } from '../thread-messages'

/** What a library thread is started from, and who listens to it. */
export interface ConnectionOptions {
  /** Path of its built file. */
  readonly entry: string
  readonly data: LibraryThreadData
  /** Starts the workers that it asks for. */
  readonly spawn: SpawnWorker
  readonly onEvent: (event: AppEvent) => void
  readonly onLog: (entry: string) => void
  /** Called once, when the thread has ended. Gives the failure by which everything that waits, and is asked later, is answered. */
  readonly onEnd: (cause: unknown) => Failure
}

/** One run of the library thread, from its start to its end. */
export interface LibraryThreadConnection {
  /** Sends a message of a new number and waits for its answer. */
  ask(make: (id: number) => ToLibraryThread): Promise<Result<unknown>>
  /** Kills its workers and the thread. */
  terminate(): Promise<void>
}

/** Starts the library thread. */
export function connectLibraryThread(options: ConnectionOptions): LibraryThreadConnection {
  const thread = new Worker(options.entry, { workerData: options.data })
  const post = (message: ToLibraryThread): void => thread.postMessage(message)
  const questions = openQuestions(post)
  const relay = relayWorkers(options.spawn, post)
  let cause: unknown
  thread.on('message', (message: FromLibraryThread) => {
    if (message.type === 'answer') questions.answer(message.id, message.result)
    else if (message.type === 'event') options.onEvent(message.event)
    else if (message.type === 'log') options.onLog(message.entry)
    else relay.receive(message)
  })
  thread.on('error', (error) => (cause = error))
  thread.on('exit', (exitCode) => {
    relay.killAll()
    questions.end(options.onEnd(cause ?? `The library thread ended with code ${exitCode}.`))
  })
  return {
    ask: questions.ask,
    terminate: async () => {
      relay.killAll()
      await thread.terminate()
    },
  }
}

/** Questions that wait for their answer, by number. */
interface Questions {
  ask(make: (id: number) => ToLibraryThread): Promise<Result<unknown>>
  answer(id: number, result: Result<unknown>): void
  /** Answers everything that waits, and everything asked from now on, with a failure. */
  end(failure: Failure): void
}

function openQuestions(post: (message: ToLibraryThread) => void): Questions {
  const waiting = new Map<number, (result: Result<unknown>) => void>()
  let lastId = 0
  let refusal: Result<unknown> | null = null
  const answer = (id: number, result: Result<unknown>): void => {
    waiting.get(id)?.(result)
    waiting.delete(id)
  }
  return {
    answer,
    ask: (make) =>
      new Promise((resolve) => {
        if (refusal) return resolve(refusal)
        const id = (lastId += 1)
        waiting.set(id, resolve)
        post(make(id))
      }),
    end: (failure) => {
      refusal = { ok: false, ...failureData(failure) }
      for (const id of waiting.keys()) answer(id, refusal)
    },
  }
}

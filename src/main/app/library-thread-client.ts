import { Worker } from 'node:worker_threads'
import type { ServiceChannelName } from '@shared/contract/channels'
import type { AppEvent } from '@shared/contract/events'
import type { Result } from '@shared/contract/result'
import { relayWorkers } from '../jobs/relayed-workers'
import type { SpawnWorker } from '../jobs/worker-process'
import type { FromLibraryThread, LibraryThreadData, ToLibraryThread } from '../thread-messages'

/** The main process's end of the library thread. */
export interface LibraryThread {
  call(name: ServiceChannelName, argument: unknown): Promise<Result<unknown>>
  /** The file that a media address stands for, or null when the library knows none. */
  mediaFile(url: string): Promise<string | null>
  /** Stops jobs, closes the library and ends the thread. */
  close(): Promise<void>
}

const threadEnded: Result<unknown> = {
  ok: false,
  code: 'internal',
  message: 'The library thread has ended.',
  hint: 'Start Circumplex again; everything confirmed is saved.',
}

/** Questions that wait for their answer, by number. */
interface Questions {
  ask(make: (id: number) => ToLibraryThread): Promise<Result<unknown>>
  answer(id: number, result: Result<unknown>): void
  /** Answers everything that waits, and everything asked from now on, that the thread has ended. */
  end(): void
}

function openQuestions(post: (message: ToLibraryThread) => void): Questions {
  const waiting = new Map<number, (result: Result<unknown>) => void>()
  let lastId = 0
  let ended = false
  const answer = (id: number, result: Result<unknown>): void => {
    waiting.get(id)?.(result)
    waiting.delete(id)
  }
  return {
    answer,
    ask: (make) =>
      new Promise((resolve) => {
        if (ended) return resolve(threadEnded)
        const id = (lastId += 1)
        waiting.set(id, resolve)
        post(make(id))
      }),
    end: () => {
      ended = true
      for (const id of waiting.keys()) answer(id, threadEnded)
    },
  }
}

/**
 * Starts the library thread.
 * @param entry path of its built file
 * @param spawn how the workers that it asks for are started
 * @param onEvent told of everything the services tell
 */
export function startLibraryThread(
  entry: string,
  workerData: LibraryThreadData,
  spawn: SpawnWorker,
  onEvent: (event: AppEvent) => void,
): LibraryThread {
  const thread = new Worker(entry, { workerData })
  const post = (message: ToLibraryThread): void => thread.postMessage(message)
  const questions = openQuestions(post)
  const relay = relayWorkers(spawn, post)
  thread.on('message', (message: FromLibraryThread) => {
    if (message.type === 'answer') questions.answer(message.id, message.result)
    else if (message.type === 'event') onEvent(message.event)
    else relay.receive(message)
  })
  thread.on('error', (error) => console.error('library thread', error))
  thread.on('exit', () => {
    relay.killAll()
    questions.end()
  })
  return {
    call: (name, argument) => questions.ask((id) => ({ type: 'call', id, name, argument })),
    mediaFile: async (url) => {
      const result = await questions.ask((id) => ({ type: 'media', id, url }))
      return result.ok && typeof result.value === 'string' ? result.value : null
    },
    close: async () => {
      await questions.ask((id) => ({ type: 'close', id }))
      relay.killAll()
      await thread.terminate()
    },
  }
}

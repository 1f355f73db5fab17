import type { ServiceChannelName } from '@shared/contract/channels'
import { type AppEvent, topics } from '@shared/contract/events'
import type { Job } from '@shared/contract/jobs'
import { undoStateSchema } from '@shared/contract/labels'
import { failureData, failureOf, type Result } from '@shared/contract/result'
import { Failure } from '@shared/domain/failure'
import { reportUnexpected, type WriteLog } from '@shared/domain/report-unexpected'
import type { SpawnWorker } from '../jobs/worker-process'
import type { LibraryThreadData } from '../thread-messages'
import { connectLibraryThread, type LibraryThreadConnection } from './library-thread-connection'

/** The main process's end of the library thread. */
export interface LibraryThread {
  /** @param library path of the library that the call is about; null (or left out): whichever is open */
  readonly call: (name: ServiceChannelName, argument: unknown, library?: string | null) => Promise<Result<unknown>>
  /** The file that a media address stands for, or null when the library knows none. */
  mediaFile(url: string): Promise<string | null>
  /** Stops jobs, closes the library and ends the thread. */
  close(): Promise<void>
}

export interface LibraryThreadOptions {
  /** Path of its built file. */
  readonly entry: string
  readonly data: LibraryThreadData
  /** Starts the workers that it asks for. */
  readonly spawn: SpawnWorker
  /** Called with every event of the services. */
  readonly onEvent: (event: AppEvent) => void
  readonly log: WriteLog
}

/** A thread that ends more often than this within a minute is not started again: something is wrong that a start does not mend. */
const mostEndsInAMinute = 3

/**
 * Starts the library thread, and starts it again when it ends unexpectedly: what waits for an answer gets a failure, running jobs fail with
 * it, the library that was open is opened again, and events have the window read everything anew.
 */
export function startLibraryThread(options: LibraryThreadOptions): LibraryThread {
  const thread = superviseThread(options)
  return {
    call: (name, argument, library = null) => thread.ask((id) => ({ type: 'call', id, name, argument, library })),
    mediaFile: async (url) => {
      const result = await thread.ask((id) => ({ type: 'media', id, url }))
      return result.ok && typeof result.value === 'string' ? result.value : null
    },
    close: async () => {
      thread.expectEnd()
      await thread.ask((id) => ({ type: 'close', id }))
      await thread.terminate()
    },
  }
}

/** The library thread across its runs. */
interface SupervisedThread extends LibraryThreadConnection {
  /** From now on the thread may end, and is not started again. */
  expectEnd(): void
}

function superviseThread(options: LibraryThreadOptions): SupervisedThread {
  const jobs = watchJobs(options.onEvent)
  const ends: number[] = []
  let library: string | null = null
  let mayEnd = false
  let ready: Promise<void> = Promise.resolve()
  const connect = (): LibraryThreadConnection =>
    connectLibraryThread({
      ...options,
      onEvent: (event) => {
        if (event.type === 'library') library = event.library?.path ?? null
        jobs.see(event)
      },
      onLog: options.log,
      onEnd: (cause) => (mayEnd ? ended(cause, givenUp) : recover(cause)),
    })
  const recover = (cause: unknown): Failure => {
    ends.push(Date.now())
    const goesOn = ends.filter((atMs) => Date.now() - atMs < 60_000).length <= mostEndsInAMinute
    const failure = reportUnexpected(ended(cause, goesOn ? triedAgain : givenUp), options.log)
    jobs.failAll(failure)
    if (goesOn) {
      connection = connect()
      ready = reopen(connection, library, options.onEvent)
      // A library whose opening ends the thread is not tried again: it is known again only when it is open.
      library = null
    }
    options.onEvent({ type: 'failure', failure: failureData(failure) })
    return failure
  }
  let connection = connect()
  return {
    ask: async (make) => {
      await ready
      return connection.ask(make)
    },
    terminate: () => connection.terminate(),
    expectEnd: () => (mayEnd = true),
  }
}

/** Passes events on and knows which jobs run, so that they can be ended when the thread that ran them is gone. */
function watchJobs(onEvent: (event: AppEvent) => void): { see(event: AppEvent): void; failAll(failure: Failure): void } {
  const running = new Map<string, Job>()
  return {
    see: (event) => {
      if (event.type === 'job' && event.job.state === 'running') running.set(event.job.id, event.job)
      else if (event.type === 'job') running.delete(event.job.id)
      onEvent(event)
    },
    failAll: (failure) => {
      const end = { state: 'failed', secondsLeft: null, finishedAtMs: Date.now(), failure: failureData(failure) } as const
      for (const job of running.values()) onEvent({ type: 'job', job: { ...job, ...end } })
      running.clear()
    },
  }
}

const triedAgain = 'Your work is saved. Try again; if it happens again, copy diagnostics from the Help menu and report this.'
const givenUp = 'Your work is saved. Copy diagnostics from the Help menu and report this, then start Circumplex again.'

function ended(cause: unknown, hint: string): Failure {
  return new Failure('internal', 'A fault in Circumplex ended what the library was doing.', hint, { cause })
}

/** Opens the library that was open, if there was one, then has the window read everything anew. */
async function reopen(connection: LibraryThreadConnection, path: string | null, onEvent: (event: AppEvent) => void): Promise<void> {
  const call = (name: ServiceChannelName, argument: unknown): Promise<Result<unknown>> =>
    connection.ask((id) => ({ type: 'call', id, name, argument, library: null }))
  const opened = path === null ? null : await call('library.open', { path })
  if (opened?.ok === false) onEvent({ type: 'failure', failure: failureData(failureOf(opened)) })
  if (opened?.ok !== true) onEvent({ type: 'library', library: null })
  const undo = await call('undo.state', null)
  if (undo.ok) onEvent({ type: 'undo', state: undoStateSchema.parse(undo.value) })
  onEvent({ type: 'changed', topics: [...topics] })
}

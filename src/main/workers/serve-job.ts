import type { z } from 'zod'
import { asFailure, Failure } from '@shared/domain/failure'
import { describeError, isUnexpected } from '@shared/domain/report-unexpected'
import { parseWith } from '@shared/contract/result'
import { type FromWorker, type Progress, toWorkerSchema } from '@shared/contract/worker-messages'

/** What a worker's work may use to speak with the one who started it. */
export interface JobContext {
  progress(progress: Progress): void
  /** One partial result, such as a file that has been read. */
  item(value: unknown): void
  /** Aborted when the job is cancelled; check it between steps. */
  readonly signal: AbortSignal
  /** Lets messages in: native calls block the thread, so a cancel arrives only between them. */
  yieldToEvents(): Promise<void>
}

interface HostLink {
  send(message: FromWorker): void
  listen(listener: (message: unknown) => void): void
}

interface ElectronParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

/**
 * Serves one job in this process: waits for `start`, checks the payload, runs the work and sends its result or failure.
 * Runs alike as Electron's utility process and as a plain child process.
 * @param payloadSchema what `start` must carry
 * @param work the job; its value is sent as the result
 */
export function serveJob<Payload>(
  payloadSchema: z.ZodType<Payload>,
  work: (payload: Payload, context: JobContext) => Promise<unknown>,
): void {
  const link = openHostLink()
  const abort = new AbortController()
  const context: JobContext = {
    progress: (progress) => link.send({ type: 'progress', progress }),
    item: (value) => link.send({ type: 'item', value }),
    signal: abort.signal,
    yieldToEvents: () => new Promise((resolve) => setImmediate(resolve)),
  }
  link.listen((raw) => {
    const message = toWorkerSchema.parse(raw)
    if (message.type === 'cancel') return abort.abort(new Failure('cancelled', 'The job was cancelled.', 'Start it again when you wish.'))
    void answer(link, async () => work(parseWith(payloadSchema, message.payload, 'the job'), context))
  })
  failOnUncaught(link)
  link.send({ type: 'ready' })
}

async function answer(link: HostLink, work: () => Promise<unknown>): Promise<void> {
  try {
    link.send({ type: 'result', value: await work() })
  } catch (error) {
    link.send(failureMessage(error))
  }
}

/** What the host is sent when something was thrown: an unexpected failure takes its stack and causes along, for the log. */
function failureMessage(error: unknown): FromWorker {
  const failure = asFailure(error)
  const { code, message, hint } = failure
  return { type: 'failure', code, message, hint, ...(isUnexpected(failure) && { details: describeError(error) }) }
}

/** What nobody caught ends the job with its cause, and then this process, whose state is unknown. */
function failOnUncaught(link: HostLink): void {
  const end = (error: unknown): void => {
    console.error(error)
    link.send(failureMessage(error))
    process.exitCode = 1
    // The message leaves with the next turn of the event loop; the host kills us when it has come.
    setTimeout(() => process.exit(1), 1000)
  }
  process.on('uncaughtException', end).on('unhandledRejection', end)
}

function openHostLink(): HostLink {
  const port = (process as { parentPort?: ElectronParentPort }).parentPort
  if (port) {
    return {
      send: (message) => port.postMessage(message),
      listen: (listener) => port.on('message', (event) => listener(event.data)),
    }
  }
  process.on('disconnect', () => process.exit(1))
  // Ctrl-C reaches the whole process group; the host cancels us in order, so that a training can keep its best weights.
  process.on('SIGINT', () => undefined)
  return {
    send: (message) => process.send?.(message),
    listen: (listener) => process.on('message', listener),
  }
}

import { once } from 'node:events'
import { parentPort } from 'node:worker_threads'
import type { z } from 'zod'
import { asFailure } from '@shared/domain/failure'
import { goOnMessage } from '../audio/file-thread-pool'

const neverAborted = new AbortController().signal

/**
 * Serves `openFileThreads` in this thread: reads the files it is sent, one at a time, and answers with what they gave or why they gave
 * nothing. Who cancels ends the thread.
 * @param requestSchema what is sent
 * @param read the work; it may give its answer in parts, of which the next is made while one waits to be taken
 * @param samplesOf the arrays of an answer that are handed over instead of copied
 */
export function serveFiles<Request, Answer>(
  requestSchema: z.ZodType<Request>,
  read: (request: Request, signal: AbortSignal) => Promise<Answer> | AsyncIterable<Answer>,
  samplesOf: (answer: Answer) => readonly Float32Array[],
): void {
  const send = (answer: Answer, last: boolean): void => {
    const buffers = samplesOf(answer).flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []))
    parentPort?.postMessage({ answer, last }, buffers)
  }
  const answer = async (message: unknown): Promise<void> => {
    // A part waits for the next one, so that the last one is known as such.
    let held: { readonly part: Answer } | null = null
    const sendHeld = async (): Promise<void> => {
      if (!held) return
      send(held.part, false)
      if (parentPort) await once(parentPort, 'message')
    }
    try {
      const value = read(requestSchema.parse(message), neverAborted)
      if (value instanceof Promise) return send(await value, true)
      for await (const part of value) {
        await sendHeld()
        held = { part }
      }
      if (held) send(held.part, true)
    } catch (error) {
      await sendHeld()
      const { code, message: reason, hint } = asFailure(error)
      parentPort?.postMessage({ code, message: reason, hint })
    }
  }
  parentPort?.on('message', (message) => {
    if (message !== goOnMessage) void answer(message)
  })
}

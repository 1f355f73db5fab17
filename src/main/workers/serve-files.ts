import { parentPort } from 'node:worker_threads'
import type { z } from 'zod'
import { asFailure } from '@shared/domain/failure'

const neverAborted = new AbortController().signal

/**
 * Serves `openFileThreads` in this thread: reads the files it is sent, one at a time, and answers with what they gave or why they gave
 * nothing. Who cancels ends the thread.
 * @param requestSchema what is sent
 * @param read the work
 * @param samplesOf the arrays of an answer that are handed over instead of copied
 */
export function serveFiles<Request, Answer>(
  requestSchema: z.ZodType<Request>,
  read: (request: Request, signal: AbortSignal) => Promise<Answer>,
  samplesOf: (answer: Answer) => readonly Float32Array[],
): void {
  const answer = async (message: unknown): Promise<void> => {
    try {
      const value = await read(requestSchema.parse(message), neverAborted)
      const buffers = samplesOf(value).flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []))
      parentPort?.postMessage({ answer: value }, buffers)
    } catch (error) {
      const { code, message: reason, hint } = asFailure(error)
      parentPort?.postMessage({ code, message: reason, hint })
    }
  }
  parentPort?.on('message', (message) => void answer(message))
}

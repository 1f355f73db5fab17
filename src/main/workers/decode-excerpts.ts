import { parentPort } from 'node:worker_threads'
import { z } from 'zod'
import { asFailure } from '@shared/domain/failure'
import { decodeExcerptsHere } from '../inference/excerpts-to-predict'

const requestSchema = z.object({ path: z.string(), count: z.number().int().min(1), startSeconds: z.number().nullable() })
const neverAborted = new AbortController().signal

/** A thread of the prediction worker: decodes the files it is sent, one at a time, and hands their samples over without copying. */
parentPort?.on('message', (message) => void answer(message))

async function answer(message: unknown): Promise<void> {
  try {
    const excerpts = await decodeExcerptsHere(requestSchema.parse(message), neverAborted)
    parentPort?.postMessage(
      { excerpts },
      excerpts.map(({ samples }) => samples.buffer as ArrayBuffer),
    )
  } catch (error) {
    const { code, message: reason, hint } = asFailure(error)
    parentPort?.postMessage({ code, message: reason, hint })
  }
}

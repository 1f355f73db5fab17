import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { predictionPayloadSchema } from '@shared/contract/workers/prediction'
import { openFileThreads } from '../audio/file-threads'
import { fileExcerptSchema } from '../audio/read-excerpt'
import { predictFiles } from '../inference/predict-files'
import { openSession } from '../onnx/session'
import { openModelReading } from '../inference/text-encoders'
import { serveJob } from './serve-job'

/** More threads than these only fight for memory and disk. */
const mostThreads = 4

serveJob(predictionPayloadSchema, async (payload, context) => {
  const reading = await openModelReading(payload.modelPath, payload.resourcesDirectory)
  const session = await openSession(payload.modelPath)
  const threadCount = Math.min(mostThreads, availableParallelism())
  const threads = openFileThreads(join(import.meta.dirname, 'decode-excerpts.js'), z.array(fileExcerptSchema), { count: threadCount })
  try {
    return await predictFiles(payload, { ...context, session, ...reading, decode: threads.stream, filesAhead: 2 * threadCount })
  } finally {
    await Promise.all([threads.close(), session.dispose()])
  }
})

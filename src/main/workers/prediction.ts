import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { predictionPayloadSchema } from '@shared/contract/workers/prediction'
import { openFileThreads } from '../audio/file-threads'
import { fileExcerptSchema } from '../audio/read-excerpt'
import { openPrediction } from '../inference/open-prediction'
import { predictFiles } from '../inference/predict-files'
import { serveJob } from './serve-job'

/** More threads than these only fight for memory and disk. */
const mostThreads = 4

serveJob(predictionPayloadSchema, async (payload, context) => {
  const { dispose, ...model } = await openPrediction(payload)
  const threadCount = Math.min(mostThreads, availableParallelism())
  const threads = openFileThreads(join(import.meta.dirname, 'decode-excerpts.js'), z.array(fileExcerptSchema), { count: threadCount })
  try {
    return await predictFiles(payload, { ...context, ...model, decode: threads.stream, filesAhead: 2 * threadCount })
  } finally {
    await Promise.all([threads.close(), dispose()])
  }
})

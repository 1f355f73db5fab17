import { join } from 'node:path'
import { featuresPayloadSchema } from '@shared/contract/workers/features'
import { extractFeatures } from '../audio/extract-features'
import { openFileThreads } from '../audio/file-threads'
import { openMfccSession } from '../audio/mfcc'
import { type Excerpt, type ExcerptRequest, excerptSchema } from '../audio/read-excerpt'
import { serveJob } from './serve-job'

serveJob(featuresPayloadSchema, async (payload, context) => {
  const session = await openMfccSession({}, payload.rule)
  const threads = openFileThreads<ExcerptRequest, Excerpt>(join(import.meta.dirname, 'read-excerpt.js'), excerptSchema, { count: 1 })
  try {
    return await extractFeatures(payload, session, context, ({ path, startSeconds, heardSeconds, rule }, signal) =>
      threads.read({ path, startSeconds, heardSeconds, rule }, signal),
    )
  } finally {
    await Promise.all([threads.close(), session.dispose()])
  }
})

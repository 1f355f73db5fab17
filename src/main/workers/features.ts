import { join } from 'node:path'
import { z } from 'zod'
import { featuresPayloadSchema } from '@shared/contract/workers/features'
import { extractFeatures } from '../audio/extract-features'
import { openFileThreads } from '../audio/file-threads'
import { openFeatureSession } from '../backbones/open-feature-session'
import { type AskedExcerpt, askedExcerptSchema, type ExcerptsRequest } from '../audio/read-excerpt'
import { serveJob } from './serve-job'

serveJob(featuresPayloadSchema, async (payload, context) => {
  const session = await openFeatureSession(payload)
  const entry = join(import.meta.dirname, 'read-excerpts.js')
  const threads = openFileThreads<ExcerptsRequest, AskedExcerpt[]>(entry, z.array(askedExcerptSchema), { count: 1 })
  try {
    return await extractFeatures(payload, session, context, threads.stream)
  } finally {
    await Promise.all([threads.close(), session.dispose()])
  }
})

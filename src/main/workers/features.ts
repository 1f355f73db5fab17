import { featuresPayloadSchema } from '@shared/contract/workers/features'
import { extractFeatures } from '../audio/extract-features'
import { openMfccSession } from '../audio/mfcc'
import { serveJob } from './serve-job'

serveJob(featuresPayloadSchema, async (payload, context) => {
  const session = await openMfccSession()
  try {
    return await extractFeatures(payload, session, context)
  } finally {
    await session.dispose()
  }
})

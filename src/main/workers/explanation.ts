import { explanationPayloadSchema } from '@shared/contract/workers/explanation'
import { decodeExcerptsHere } from '../inference/excerpts-to-predict'
import { explainFile } from '../inference/explain-file'
import { openExplanation } from '../inference/open-explanation'
import { serveJob } from './serve-job'

serveJob(explanationPayloadSchema, async (payload, context) => {
  const { dispose, ...model } = await openExplanation(payload)
  try {
    return await explainFile(payload, { ...context, ...model, decode: decodeExcerptsHere })
  } finally {
    await dispose()
  }
})

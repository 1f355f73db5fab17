import { baselinesPayloadSchema } from '@shared/contract/workers/baselines'
import { computeBaselines } from '../baselines/compute-baselines'
import { serveJob } from './serve-job'

serveJob(baselinesPayloadSchema, (payload, context) =>
  computeBaselines(payload, {
    signal: context.signal,
    yieldToEvents: context.yieldToEvents,
    onProgress: (done, total, message) => context.progress(message === undefined ? { done, total } : { done, total, message }),
  }),
)

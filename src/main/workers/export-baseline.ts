import { exportBaselinePayloadSchema } from '@shared/contract/workers/baselines'
import { exportBaseline } from '../baselines/export-baseline'
import { serveJob } from './serve-job'

serveJob(exportBaselinePayloadSchema, (payload, context) =>
  exportBaseline(payload, {
    signal: context.signal,
    yieldToEvents: context.yieldToEvents,
    onProgress: (done, total, message) => context.progress(message === undefined ? { done, total } : { done, total, message }),
  }),
)

import { z } from 'zod'
import { failureSchema } from './result'

export const jobKinds = [
  'import-audio',
  'export-labels',
  'import-labels',
  'sample-library',
  'peaks',
  'features',
  'embedding',
  'backbone',
  'learning',
  'training',
  'baselines',
  'comparison',
  'study',
  'repair',
  'search',
  'prediction',
  'explanation',
  'report',
] as const
export const jobKindSchema = z.enum(jobKinds)
export type JobKind = z.infer<typeof jobKindSchema>

/**
 * A piece of work over a second: shown with progress, time left and Cancel. `subject` is the id of what it works on (a run, a
 * prediction).
 */
export const jobSchema = z.object({
  id: z.string(),
  kind: jobKindSchema,
  title: z.string(),
  subject: z.string().nullable(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  done: z.number(),
  total: z.number(),
  message: z.string(),
  secondsLeft: z.number().nullable(),
  startedAtMs: z.number(),
  finishedAtMs: z.number().nullable(),
  /** One sentence of what came of it, such as "40 tracks imported, 2 set aside". */
  outcome: z.string(),
  /** What came of it as data, as the command line prints it. */
  value: z.unknown(),
  failure: failureSchema.nullable(),
})
export type Job = z.infer<typeof jobSchema>

/** What a call answers that started a job. */
export const startedJobSchema = z.object({ jobId: z.string() })
export type StartedJob = z.infer<typeof startedJobSchema>

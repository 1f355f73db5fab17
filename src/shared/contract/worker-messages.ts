import { z } from 'zod'
import { failureCodes } from '../domain/failure'

/** Kinds of worker; each is one entry in src/main/workers. */
export const workerKinds = [
  'import-audio',
  'peaks',
  'features',
  'training',
  'baselines',
  'export-baseline',
  'prediction',
  'explanation',
  'sample-library',
  'word2vec',
  'import-vectors',
  'try-backbone',
  'doctor',
  'devices',
  'adapters',
  'compare-devices',
] as const
export type WorkerKind = (typeof workerKinds)[number]

export const toWorkerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), payload: z.unknown() }),
  z.object({ type: z.literal('cancel') }),
])
export type ToWorker = z.infer<typeof toWorkerSchema>

export const progressSchema = z.object({
  done: z.number().nonnegative(),
  total: z.number().nonnegative(),
  message: z.string().optional(),
})
export type Progress = z.infer<typeof progressSchema>

export const fromWorkerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('progress'), progress: progressSchema }),
  z.object({ type: z.literal('item'), value: z.unknown() }),
  z.object({ type: z.literal('result'), value: z.unknown() }),
  z.object({
    type: z.literal('failure'),
    code: z.enum(failureCodes),
    message: z.string(),
    hint: z.string(),
    /** Stack and causes of an unexpected failure, for the log. */
    details: z.string().optional(),
  }),
])
export type FromWorker = z.infer<typeof fromWorkerSchema>

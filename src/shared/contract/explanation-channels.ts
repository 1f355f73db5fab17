import { z } from 'zod'
import { idSchema, runIdSchema } from './common'
import { startedJobSchema } from './jobs'
import { explainedFileSchema } from './workers/explanation'

/** Why a track is predicted as it is: the value of the job that `explanations.start` starts. */
export const explanationSchema = explainedFileSchema.extend({
  trackId: idSchema,
  title: z.string(),
  /** Of the model, or of the run. */
  model: z.string(),
})
export type Explanation = z.infer<typeof explanationSchema>

export const explanationChannels = {
  /** Explains the prediction of a track by a model, or by a run's own weights. */
  'explanations.start': {
    argument: z
      .object({ trackId: idSchema, modelId: idSchema.optional(), runId: runIdSchema.optional() })
      .refine(({ modelId, runId }) => (modelId === undefined) !== (runId === undefined), { message: 'Give either modelId or runId.' }),
    result: startedJobSchema,
  },
} as const

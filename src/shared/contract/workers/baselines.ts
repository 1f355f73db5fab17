import { z } from 'zod'
import { idSchema, modalitySchema, pathSchema, textKindSchema } from '../common'
import { excerptRuleSchema } from '../excerpt-rule'
import { baselineNames } from '../../domain/baseline'
import { baselineSchema } from '../training'

/** What baselines read of one kind of text. */
const baselineTextSchema = z.object({
  /** The run's vocabulary, by which its token ids are words. */
  vocabularyPath: pathSchema,
  /** Safetensors with its word vectors as `KIND.0.weight` [ids, size]; null where there are none that saw no label. */
  vectorsPath: pathSchema.nullable(),
})

/** Learns the baselines of a run from the samples and in the folds of the run itself. */
export const baselinesPayloadSchema = z.object({
  manifestPath: pathSchema,
  /** What the run predicted: baselines are measured on the same tracks. */
  runPredictionsPath: pathSchema,
  /** Where the predictions of the baselines are written. */
  outPath: pathSchema,
  folds: z.number().int().min(0).max(20),
  seed: z.number().int(),
  modalities: z.array(modalitySchema).min(1),
  texts: z.partialRecord(textKindSchema, baselineTextSchema).default({}),
  /** How the excerpts of the inputs were cut; left out: the rule of the study. */
  excerptRule: excerptRuleSchema.optional(),
})
export type BaselinesPayload = z.infer<typeof baselinesPayloadSchema>

export const baselinesResultSchema = z.object({ baselines: z.array(baselineSchema), seconds: z.number() })
export type BaselinesResult = z.infer<typeof baselinesResultSchema>

/** `baselines.json` of a run: what each baseline predicts of each held-out sample, −1…1. */
export const baselinePredictionsSchema = z.object({
  seed: z.number().int(),
  samples: z.array(z.object({ trackId: idSchema, copy: z.number().int().nonnegative(), fold: z.number().int().nonnegative() })),
  models: z.array(z.object({ name: z.enum(baselineNames), valence: z.array(z.number()), arousal: z.array(z.number()) })),
})
export type BaselinePredictions = z.infer<typeof baselinePredictionsSchema>

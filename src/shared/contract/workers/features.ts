import { z } from 'zod'
import { pathSchema } from '../common'
import { excerptRuleSchema } from '../excerpt-rule'
import { usedBackboneSchema } from './backbone'
import { setAsideFileSchema } from './import-audio'

const requestSchema = z.object({
  path: pathSchema,
  /** SHA-256 of the file's content, in hexadecimal digits. */
  digest: z.string().regex(/^[0-9a-f]{8,128}$/, 'hexadecimal digits are wanted'),
  /** Start of the excerpt; null is the middle of the track. */
  startSeconds: z.number().nonnegative().nullable(),
  /** How much is heard from there on, where that is less than a whole excerpt: it is repeated to its length. */
  heardSeconds: z.number().positive().optional(),
})
export type FeatureRequest = z.infer<typeof requestSchema>

export const featuresPayloadSchema = z.object({
  files: z.array(requestSchema),
  /** The library's folder of features. */
  cacheDirectory: pathSchema,
  /** How excerpts are cut; left out: the rule of the study. */
  rule: excerptRuleSchema.optional(),
  /** What is computed of them; left out: MFCC. */
  backbone: usedBackboneSchema.optional(),
  /** Excerpts that pass the graph at once. */
  batchSize: z.number().int().min(1).max(64).default(8),
})
export type FeaturesPayload = z.infer<typeof featuresPayloadSchema>

const featureSchema = z.object({
  kind: z.literal('feature'),
  path: z.string(),
  digest: z.string(),
  /** The start that was asked for. */
  startSeconds: z.number().nullable(),
  heardSeconds: z.number().optional(),
  /**
   * Where the excerpt begins in truth: the middle, or earlier than asked for when less than its length would follow; null when it was
   * cached.
   */
  usedStartSeconds: z.number().nullable(),
  /** Float32 little-endian: MFCC [20, frames] before normalisation, or what a backbone gives, [units]. */
  featurePath: z.string(),
  cached: z.boolean(),
})

/** One `item` message for each request. */
export const featuresItemSchema = z.discriminatedUnion('kind', [featureSchema, setAsideFileSchema])
export type FeaturesItem = z.infer<typeof featuresItemSchema>

export const featuresResultSchema = z.object({
  extracted: z.number().int().nonnegative(),
  cached: z.number().int().nonnegative(),
  setAside: z.number().int().nonnegative(),
})
export type FeaturesResult = z.infer<typeof featuresResultSchema>

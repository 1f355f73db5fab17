import { z } from 'zod'
import { coordinateSchema, idSchema, nothing } from './common'
import { startedJobSchema } from './jobs'
import { schemeSchema } from './schemes'

const estimateSchema = z.object({ value: z.number(), low: z.number(), high: z.number() })

/**
 * Error on tracks outside the fit, −1…1, by the published formula and by what was learnt, and the 95 % interval of before − after; not
 * `enough` when it includes 0. `inUse` is the same against the version in use; null where that is the published formula.
 */
export const heldOutSchema = z.object({
  before: z.number(),
  after: z.number(),
  low: z.number(),
  high: z.number(),
  enough: z.boolean(),
  tracks: z.number(),
  inUse: z.object({ before: z.number(), after: z.number(), gain: estimateSchema, tracks: z.number() }).nullable(),
})
export type HeldOut = z.infer<typeof heldOutSchema>

/** What is learnt of a word: its weight with a 95 % interval (1 is the average word), and the tracks that argue for it. */
const learntWordSchema = z.object({
  word: z.string(),
  weight: z.number(),
  low: z.number(),
  high: z.number(),
  prior: z.number(),
  valence: coordinateSchema,
  arousal: coordinateSchema,
  tracks: z.number(),
  /** False: too few labelled tracks carry the word, and it keeps the prior. */
  isLearnt: z.boolean(),
  arguing: z.array(idSchema),
})

/** A scheme learnt from people, not committed, with the reasons for it: the value of the job. */
export const learntSchema = z.object({
  scheme: schemeSchema,
  words: z.array(learntWordSchema),
  heldOut: heldOutSchema,
  sentence: z.string(),
})
export type LearntFromPeople = z.infer<typeof learntSchema>

export const learningChannels = {
  /** The job's value is what was learnt, see `learntSchema`. */
  'schemes.learn': {
    argument: z.object({ movesCoordinates: z.boolean().default(false), seed: z.number().int().default(1) }),
    result: startedJobSchema,
  },
  /** Words that stand beside everything, the most frequent first. */
  'schemes.neutralising': { argument: nothing, result: z.object({ words: z.array(z.string()) }) },
} as const

import { z } from 'zod'
import { coordinateSchema, idSchema, nothing } from './common'
import { schemeSchema } from './schemes'

/** Error on tracks outside the fit, −1…1, and the interval of before − after; not `enough` when it includes 0. */
export const heldOutSchema = z.object({
  before: z.number(),
  after: z.number(),
  low: z.number(),
  high: z.number(),
  enough: z.boolean(),
  tracks: z.number(),
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

/** A scheme learnt from people, not committed, with the reasons for it. */
export const learntSchema = z.object({
  scheme: schemeSchema,
  words: z.array(learntWordSchema),
  heldOut: heldOutSchema,
  sentence: z.string(),
})
export type LearntFromPeople = z.infer<typeof learntSchema>

export const learningChannels = {
  'schemes.learn': {
    argument: z.object({ movesCoordinates: z.boolean().default(false), seed: z.number().int().default(1) }),
    result: learntSchema,
  },
  /** Words that stand beside everything, the most frequent first. */
  'schemes.neutralising': { argument: nothing, result: z.object({ words: z.array(z.string()) }) },
} as const

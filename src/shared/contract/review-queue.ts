import { z } from 'zod'
import { reviewReasons, weighedReasons } from '../domain/unreliability/reasons'
import { idSchema, nothing, quadrantSchema } from './common'
import { trackFilterSchema } from './tracks'

/** Why a track is in the review queue. */
export const queueReasonSchema = z.enum(reviewReasons)

export const queueEntrySchema = z.object({
  trackId: idSchema,
  title: z.string(),
  artist: z.string(),
  /** The path of its file as the library stores it; null without a file. */
  path: z.string().nullable(),
  quadrant: quadrantSchema.nullable(),
  /** How unreliable its label is, in [0, 1]; see `joinParts`. */
  score: z.number(),
  /** The reason that counts most, with the evidence for it. */
  reason: queueReasonSchema,
  detail: z.string(),
  /** All reasons with their strength in [0, 1] and their evidence, the strongest first. */
  parts: z.array(z.object({ reason: queueReasonSchema, strength: z.number(), text: z.string() })),
  /** A person labelled it. */
  reviewed: z.boolean(),
})
export type QueueEntry = z.infer<typeof queueEntrySchema>

/** `unreliability`: the least reliable labels first. `usefulness`: what teaches weights and models most, no two alike in a row. */
export const queueOrders = ['unreliability', 'usefulness'] as const
export type QueueOrder = (typeof queueOrders)[number]

/** Which tracks of the queue: every condition that is given must hold; reasons are joined by "or". */
export const queueFilterSchema = trackFilterSchema.extend({
  reasons: z.array(queueReasonSchema).min(1).optional(),
  /** An emotion word that the track carries. */
  word: z.string().min(1).optional(),
})
export type QueueFilter = z.infer<typeof queueFilterSchema>

export const queuePageSchema = z.object({
  entries: z.array(queueEntrySchema),
  /** Tracks in the whole queue, and of them labelled by people. */
  total: z.number(),
  reviewed: z.number(),
  /** Tracks of each reason, whatever reasons the filter names. */
  counts: z.partialRecord(queueReasonSchema, z.number()),
  /** What the scores rest on, and what is lacking. */
  note: z.string(),
  /** Names this order; given with the next call, that call's page goes on in the same order whatever was labelled meanwhile. */
  snapshot: z.number(),
})
export type QueuePage = z.infer<typeof queuePageSchema>

const weightSchema = z.number().min(0).max(2)
export const reasonWeightsSchema = z.partialRecord(z.enum(weighedReasons), weightSchema)

export const queueChannels = {
  'queue.list': {
    argument: z.object({
      /** Null: all tracks with a reason. Else exactly these, in this order, with the reason 'chosen'. */
      trackIds: z.array(idSchema).nullable(),
      order: z.enum(queueOrders).default('unreliability'),
      filter: queueFilterSchema.default({}),
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().positive().max(5000),
      snapshot: z.number().optional(),
    }),
    result: queuePageSchema,
  },
  'queue.weights': { argument: nothing, result: reasonWeightsSchema },
  /** Sets how far each reason counts; a reason that is left out counts 1. */
  'queue.setWeights': { argument: reasonWeightsSchema, result: reasonWeightsSchema },
} as const

import { z } from 'zod'
import { dampings } from '../domain/schemes/damped'
import { largestStrength } from '../domain/schemes/excess'
import { defaultCap, largestExponent, occurrenceMeasures } from '../domain/schemes/occurrence'
import type { Scheme, SchemeOfKind } from '../domain/schemes/scheme'

const name = z.string().min(1)

const modifiers = {
  weights: z.record(z.string(), z.number().min(0).max(2)).default({}),
  minimumMass: z.number().min(0).default(0),
  commentsShare: z.number().min(0).max(1).default(0),
}

const coordinate = z.number().min(-1).max(1)

const learntFitSchema = z.object({
  tracks: z.number().int().positive(),
  strength: z.number().positive(),
  seed: z.number().int(),
  trackIds: z.array(z.number().int()).readonly(),
})

/** The schema of each kind of scheme: a kind that is missing here does not compile. */
const schemas = {
  published: z.object({ kind: z.literal('published'), name }),
  weights: z.object({ kind: z.literal('weights'), name, ...modifiers }),
  occurrence: z.object({
    kind: z.literal('occurrence'),
    name,
    measure: z.enum(occurrenceMeasures).default('mass'),
    exponent: z.number().min(0).max(largestExponent).default(1),
    cap: z.number().min(1).default(defaultCap),
    ...modifiers,
  }),
  excess: z.object({ kind: z.literal('excess'), name, strength: z.number().min(0).max(largestStrength).default(1), ...modifiers }),
  damped: z.object({ kind: z.literal('damped'), name, by: z.enum(dampings).default('sqrt'), ...modifiers }),
  neutralising: z.object({ kind: z.literal('neutralising'), name, words: z.array(z.string().min(1)).readonly(), ...modifiers }),
  learnt: z.object({
    kind: z.literal('learnt'),
    name,
    learntWeights: z.record(z.string(), z.number().positive()),
    coordinates: z.record(z.string(), z.object({ valence: coordinate, arousal: coordinate })).nullable(),
    fit: learntFitSchema,
    ...modifiers,
  }),
} satisfies { readonly [Kind in Scheme['kind']]: z.ZodType<SchemeOfKind<Kind>> }

/** A scheme as it is sent and stored. */
export const schemeSchema = z.discriminatedUnion('kind', [
  schemas.published,
  schemas.weights,
  schemas.occurrence,
  schemas.excess,
  schemas.damped,
  schemas.neutralising,
  schemas.learnt,
])

/** A scheme in a file that people write: without a kind it is one of weights. */
export const schemeFileSchema = z.preprocess(
  (value) => (typeof value === 'object' && value !== null && !('kind' in value) ? { kind: 'weights', ...value } : value),
  schemeSchema,
)

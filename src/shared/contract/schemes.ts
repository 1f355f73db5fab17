import { z } from 'zod'
import type { Scheme, SchemeOfKind } from '../domain/schemes/scheme'

const name = z.string().min(1)

const publishedSchemeSchema = z.object({ kind: z.literal('published'), name })

const weightsSchemeSchema = z.object({
  kind: z.literal('weights'),
  name,
  weights: z.record(z.string(), z.number().min(0).max(2)),
  commentsShare: z.number().min(0).max(1).default(0),
})

/** The schema of each kind of scheme: a kind that is missing here does not compile. */
const schemas = {
  published: publishedSchemeSchema,
  weights: weightsSchemeSchema,
} satisfies { readonly [Kind in Scheme['kind']]: z.ZodType<SchemeOfKind<Kind>> }

/** A scheme as it is sent and stored. */
export const schemeSchema = z.discriminatedUnion('kind', [schemas.published, schemas.weights])

/** A scheme in a file that people write: without a kind it is one of weights. */
export const schemeFileSchema = z.preprocess(
  (value) => (typeof value === 'object' && value !== null && !('kind' in value) ? { kind: 'weights', ...value } : value),
  schemeSchema,
)

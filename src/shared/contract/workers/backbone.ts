import { z } from 'zod'
import { backboneCardSchema } from '../backbone-card'
import { pathSchema } from '../common'

/** A backbone that a worker reads, from the library's copy of it. */
export const usedBackboneSchema = z.object({
  /** For messages. */
  name: z.string(),
  /** The ONNX file. */
  path: pathSchema,
  card: backboneCardSchema,
  /** How many numbers it gives of an excerpt. */
  units: z.number().int().positive(),
  /** SHA-256 of the file. */
  digest: z.string(),
})
export type UsedBackbone = z.infer<typeof usedBackboneSchema>

/** Tries a backbone on a made-up signal. */
export const tryBackbonePayloadSchema = z.object({ name: z.string(), path: pathSchema, card: backboneCardSchema })
export type TryBackbonePayload = z.infer<typeof tryBackbonePayloadSchema>

export const tryBackboneResultSchema = z.object({
  units: z.number().int().positive(),
  /** SHA-256 of the file. */
  digest: z.string(),
})
export type TryBackboneResult = z.infer<typeof tryBackboneResultSchema>

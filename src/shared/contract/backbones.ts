import { z } from 'zod'
import { backboneCardSchema } from './backbone-card'
import { idSchema, nothing, pathSchema } from './common'
import { startedJobSchema } from './jobs'

/** A backbone of a library: an ONNX file with its card. */
export const backboneSchema = z.object({
  id: idSchema,
  name: z.string(),
  card: backboneCardSchema,
  /** SHA-256 of the ONNX file, in hexadecimal digits. */
  digest: z.string(),
  /** Of the ONNX file. */
  bytes: z.number().int().positive(),
  /** How many numbers it gives of an excerpt. */
  units: z.number().int().positive(),
  addedAt: z.string(),
})
export type Backbone = z.infer<typeof backboneSchema>

/** A backbone as models and bundles name it: another library recognises it by file and card. */
export const namedBackboneSchema = backboneSchema.pick({ name: true, digest: true, card: true })
export type NamedBackbone = z.infer<typeof namedBackboneSchema>

export const backboneChannels = {
  /** The newest first. */
  'backbones.list': { argument: nothing, result: z.array(backboneSchema) },
  /** Tries a backbone on a made-up signal and keeps a copy of it. The job's value is the backbone. */
  'backbones.add': {
    argument: z.object({
      /** The ONNX file. */
      path: pathSchema,
      /** Its card; left out: the JSON file of the same name beside it. */
      cardPath: pathSchema.optional(),
      /** Left out: the name on its card. */
      name: z.string().trim().min(1).max(200).optional(),
    }),
    result: startedJobSchema,
  },
  /** Refused while runs read it. */
  'backbones.remove': { argument: z.object({ backboneId: idSchema }), result: nothing },
} as const

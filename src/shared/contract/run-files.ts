import { z } from 'zod'
import { tableFormats } from '../domain/table-format'
import { pathSchema, runIdSchema, scaleSchema } from './common'
import { deviceWishSchema, engineSchema, fallbackSchema } from './devices'
import { startedJobSchema } from './jobs'

/** A track that a bundle needs and this library lacks. */
export const missingTrackSchema = z.object({ track: z.string(), reason: z.string() })
export type MissingTrack = z.infer<typeof missingTrackSchema>

/** What a bundle holds, and what training it here would lack. */
export const bundleDescriptionSchema = z.object({
  run: z.string(),
  dataset: z.string(),
  network: z.string(),
  engine: z.string(),
  device: z.string(),
  epochs: z.number(),
  folds: z.number(),
  seed: z.number(),
  tracks: z.number(),
  samples: z.number(),
  missing: z.array(missingTrackSchema),
  /** In what this program or machine differs from the one that wrote it, in sentences. */
  differences: z.array(z.string()),
})
export type BundleDescription = z.infer<typeof bundleDescriptionSchema>

/** How a run that was trained from a bundle compares with the one that the bundle was written from. */
export const reproductionSchema = z.object({
  /** Name of that run. */
  run: z.string(),
  sameFolds: z.boolean(),
  /** Whether the same engine and kind of device computed it. */
  sameEngine: z.boolean(),
  /** Tracks of the bundle that were left out. */
  leftOut: z.number(),
  /** The largest difference of any metric or bound of an interval; null where one of the two has no metrics. */
  metrics: z.number().nullable(),
  /** The largest difference of a predicted coordinate, −1…1; null where nothing was predicted by both. */
  predictions: z.number().nullable(),
})
export type Reproduction = z.infer<typeof reproductionSchema>

/** Channels of runs as files: tables of what they predicted, and bundles to train them again elsewhere. */
export const runFileChannels = {
  /** Writes a row for each track: its file, its digest, the set and the fold that it was in, its label and what the run predicted. */
  'runs.export': {
    argument: z.object({ runId: runIdSchema, path: pathSchema, format: z.enum(tableFormats), scale: scaleSchema.default('-1-1') }),
    result: z.object({ path: z.string(), tracks: z.number() }),
    writes: ['path'],
  },
  /** Writes everything that a run follows from, but audio and texts. */
  'runs.bundle': {
    argument: z.object({ runId: runIdSchema, path: pathSchema }),
    result: z.object({ path: z.string(), tracks: z.number(), bytes: z.number() }),
    writes: ['path'],
  },
  'bundles.read': { argument: z.object({ path: pathSchema }), result: bundleDescriptionSchema },
  /** Trains the run of a bundle on the tracks of this library, with the engine and the kind of device that it was computed with. */
  'bundles.train': {
    argument: z.object({
      path: pathSchema,
      name: z.string().optional(),
      engine: engineSchema.optional(),
      device: deviceWishSchema.optional(),
      fallback: fallbackSchema.optional(),
      /** Trains without the tracks that are missing here; its figures are then others. */
      leaveOut: z.boolean().default(false),
    }),
    result: startedJobSchema.extend({ runId: runIdSchema }),
  },
  /** Null for a run that was not trained from a bundle, or has predicted nothing yet. */
  'runs.reproduction': { argument: z.object({ runId: runIdSchema }), result: reproductionSchema.nullable() },
} as const

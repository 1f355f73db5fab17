import { z } from 'zod'
import { idSchema, nothing, pathSchema, runIdSchema, scaleSchema } from './common'
import { baselineNames } from '../domain/baseline'
import { startedJobSchema } from './jobs'
import { predictedExcerptSchema } from './workers/prediction'

export const modelSchema = z.object({
  id: idSchema,
  name: z.string(),
  path: z.string(),
  sha256: z.string(),
  runId: runIdSchema.nullable(),
  modality: z.string(),
  /** Which baseline it is; null for a network. */
  baseline: z.enum(baselineNames).nullable(),
  createdAt: z.string(),
  card: z.string(),
  missing: z.boolean(),
})
export type Model = z.infer<typeof modelSchema>

export const predictionRowSchema = z.object({
  path: z.string(),
  externalId: z.string().nullable(),
  trackId: idSchema.nullable(),
  title: z.string(),
  /** Not clipped: the head is linear. */
  valence: z.number(),
  arousal: z.number(),
  /** Standard deviation over several excerpts of the track; null for one excerpt. */
  spread: z.number().nullable(),
  startSeconds: z.number(),
  durationSeconds: z.number(),
  /** How many excerpts were predicted one by one, so that they can be seen over time; 0 for one alone. */
  excerpts: z.number().int().nonnegative(),
})
export type PredictionRow = z.infer<typeof predictionRowSchema>

export const predictionSetSchema = z.object({
  id: idSchema,
  modelId: idSchema,
  modelName: z.string(),
  createdAt: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  predicted: z.number(),
  seconds: z.number(),
  realtime: z.number(),
  folders: z.array(z.string()),
  setAside: z.array(z.object({ path: z.string(), reason: z.string() })),
})
export type PredictionSet = z.infer<typeof predictionSetSchema>

/** Ways to write predictions to a file: tables, and a playlist for music players. */
export const exportFormats = ['csv', 'json', 'm3u8'] as const
/** What a table of predictions can have a row for. */
export const exportedRows = ['tracks', 'excerpts'] as const
export type ExportedRows = (typeof exportedRows)[number]

/** From one predicted excerpt to the next, where emotion is predicted over time. */
export const shortestStepSeconds = 0.5
export const longestStepSeconds = 600

export type ExportFormat = (typeof exportFormats)[number]

export const predictionChannels = {
  'models.export': {
    argument: z.object({ runId: runIdSchema, path: pathSchema }),
    result: z.object({ path: z.string(), sha256: z.string(), modelId: idSchema }),
    writes: ['path'],
  },
  /**
   * Learns a baseline of a run and exports it as a model, as a job whose value is what `models.export` answers: from the run's training set
   * as it was measured; of a run with folds from all its samples. A stack needs folds and the network on all tracks.
   */
  'models.exportBaseline': {
    argument: z.object({ runId: runIdSchema, baseline: z.enum(baselineNames), path: pathSchema }),
    result: startedJobSchema,
    writes: ['path'],
  },
  'models.list': { argument: nothing, result: z.array(modelSchema) },
  /** Adds a model file made elsewhere by Circumplex. */
  'models.add': { argument: z.object({ path: pathSchema }), result: modelSchema },
  'predictions.start': {
    argument: z
      .object({
        modelId: idSchema,
        /** Files and folders; texts beside the audio are read where the model wants them. */
        paths: z.array(pathSchema).default([]),
        /** Tracks of the library instead, with their own lyrics and comments. */
        trackIds: z.array(idSchema).min(1).optional(),
        /** All tracks of the library instead. */
        wholeLibrary: z.literal(true).optional(),
        excerptsPerTrack: z.number().int().min(1).max(20).default(1),
        /** Instead: an excerpt every so many seconds of each track; its prediction is their mean. */
        everySeconds: z.number().min(shortestStepSeconds).max(longestStepSeconds).optional(),
      })
      .refine(({ excerptsPerTrack, everySeconds }) => everySeconds === undefined || excerptsPerTrack === 1, {
        message: 'Give either excerptsPerTrack or everySeconds.',
      })
      .refine(
        ({ paths, trackIds, wholeLibrary }) =>
          [paths.length > 0, trackIds !== undefined, wholeLibrary === true].filter(Boolean).length === 1,
        {
          message: 'Give either paths, or trackIds, or wholeLibrary.',
        },
      ),
    result: startedJobSchema.extend({ predictionId: idSchema }),
  },
  'predictions.list': { argument: nothing, result: z.array(predictionSetSchema) },
  'predictions.rows': { argument: z.object({ predictionId: idSchema }), result: z.array(predictionRowSchema) },
  /** What was predicted for each excerpt of a file, by rising start. */
  'predictions.excerpts': {
    argument: z.object({ predictionId: idSchema, path: z.string() }),
    result: z.array(predictedExcerptSchema),
  },
  'predictions.export': {
    argument: z.object({
      /** What a table has a row for; left out: the tracks. */
      rows: z.enum(exportedRows).optional(),
      predictionId: idSchema,
      path: pathSchema,
      format: z.enum(exportFormats),
      scale: scaleSchema,
      /** Only the rows of these paths, in this order; without it all rows by path. */
      paths: z.array(z.string()).optional(),
    }),
    result: z.object({ path: z.string(), rows: z.number() }),
    writes: ['path'],
  },
  /** A media URL for a predicted file, so that it can be heard though it is no track of the library. */
  'predictions.listen': { argument: z.object({ predictionId: idSchema, path: pathSchema }), result: z.object({ url: z.string() }) },
} as const

import { z } from 'zod'
import { pathSchema, textKindSchema } from '../common'
import { usedBackboneSchema } from './backbone'

export const predictionPayloadSchema = z.object({
  modelPath: pathSchema,
  /** Folder of what ships with the program, for the word lists that texts are cleaned with; needed by models that read texts. */
  resourcesDirectory: z.string().default(''),
  /** What is predicted, in this order. */
  files: z.array(
    z.object({
      /** The audio file; for a model of texts alone only a name, unless it is a text file. */
      path: pathSchema,
      externalId: z.string().nullable().default(null),
      /** Start of the excerpt; without it the middle of the track. */
      startSeconds: z.number().nonnegative().optional(),
      /** Texts for a model that reads some; a text that is left out is looked for beside the audio file (`song.wav`, `song.lyrics.txt`). */
      texts: z.partialRecord(textKindSchema, z.string()).optional(),
      /** What the library knows of the file: its features are cached under its digest, as long as it is the same file. */
      stored: z.object({ digest: z.string(), sizeBytes: z.number(), modifiedAtMs: z.number(), durationSeconds: z.number() }).optional(),
    }),
  ),
  /**
   * Folders whose audio files (for a model of texts alone: text files) are predicted after `files`, recursively, in order of their
   * names.
   */
  folders: z.array(pathSchema).default([]),
  /** 1: the middle 73 s. More: excerpts spread evenly over the track; predictions are their mean, `spread` their deviation. */
  excerptsPerTrack: z.number().int().min(1).max(20).default(1),
  /** Instead: an excerpt every so many seconds of the whole track, so that emotion over time is predicted. */
  everySeconds: z.number().positive().nullable().default(null),
  /** The library's folder of features; left out, every file is decoded. */
  cacheDirectory: pathSchema.optional(),
  /** Backbones of the library, which say where in the cache lies what a model with one of them reads. */
  backbones: z.array(usedBackboneSchema).optional(),
  /** Excerpts that pass the model at once. */
  batchSize: z.number().int().min(1).max(64).default(8),
})
export type PredictionPayload = z.infer<typeof predictionPayloadSchema>

/** What is predicted for a part of a track. */
export const predictedExcerptSchema = z.object({
  startSeconds: z.number(),
  /** The end of the excerpt, or of a track that ends before. */
  endSeconds: z.number(),
  /** −1…1, not clipped. */
  valence: z.number(),
  arousal: z.number(),
})
export type PredictedExcerpt = z.infer<typeof predictedExcerptSchema>

const predictedFileSchema = z.object({
  kind: z.literal('predicted'),
  path: z.string(),
  externalId: z.string().nullable(),
  /** −1…1, not clipped. */
  valence: z.number(),
  arousal: z.number(),
  /** Root mean of the two dimensions' variances over the excerpts; null for one excerpt. */
  spread: z.number().nullable(),
  /** Start of the (first) excerpt. */
  startSeconds: z.number(),
  /** Length of the whole track. */
  durationSeconds: z.number(),
  /** Each excerpt by rising start, where several or excerpts over time were asked for; empty otherwise. */
  excerpts: z.array(predictedExcerptSchema),
})
export type PredictedFile = z.infer<typeof predictedFileSchema>

const setAsideFileSchema = z.object({ kind: z.literal('set-aside'), path: z.string(), reason: z.string() })

/** One `item` message for each file. */
export const predictionItemSchema = z.discriminatedUnion('kind', [predictedFileSchema, setAsideFileSchema])
export type PredictionItem = z.infer<typeof predictionItemSchema>

export const predictionResultSchema = z.object({
  predicted: z.number(),
  setAside: z.number(),
  /** How many of the predicted files were not decoded, because their features were cached. */
  cached: z.number(),
  seconds: z.number(),
  /** Seconds of audio (whole tracks) per second of work. */
  realtime: z.number(),
})
export type PredictionResult = z.infer<typeof predictionResultSchema>

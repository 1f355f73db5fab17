import { z } from 'zod'

const coordinateSchema = z.number().min(-1).max(1)

/** What the sample-library worker is asked for. */
export const sampleLibraryPayloadSchema = z.object({
  /** Absolute path of the folder to fill; made when missing. */
  directory: z.string().min(1),
  /** How many pieces. */
  count: z.int().min(1).max(999).default(96),
  /** Everything follows from it: the same seed gives the same files. */
  seed: z.int().default(4),
  /** Length of every piece; 50 to 58 s, drawn for each piece, when left out. */
  secondsPerTrack: z.number().min(1).max(600).optional(),
})
export type SampleLibraryPayload = z.infer<typeof sampleLibraryPayloadSchema>
export type SampleLibraryRequest = z.input<typeof sampleLibraryPayloadSchema>

export const sampleTrackSchema = z.object({
  /** Such as `sample-07`. */
  externalId: z.string().min(1),
  /** Relative to the manifest's folder, with forward slashes: `audio/07 Quiet Harbour.wav`. */
  fileName: z.string().min(1),
  title: z.string().min(1),
  artist: z.string().min(1),
  album: z.string().min(1),
  genre: z.string().min(1),
  durationSeconds: z.number().positive(),
  /** Where the piece was composed to lie on the plane, −1…1. */
  truth: z.object({ valence: coordinateSchema, arousal: coordinateSchema }),
  /** Raw social tags with their counts, as people would have written them. */
  tags: z.array(z.tuple([z.string().min(1), z.int().positive()])),
  lyrics: z.string().nullable(),
  comments: z.string().nullable(),
})
export type SampleTrack = z.infer<typeof sampleTrackSchema>

/** `sample.json`: every track of the sample library. */
export const sampleManifestSchema = z.object({
  name: z.string().min(1),
  synthetic: z.literal(true),
  licence: z.string().min(1),
  seed: z.int(),
  tracks: z.array(sampleTrackSchema),
})
export type SampleManifest = z.infer<typeof sampleManifestSchema>

/** `sample-truth.json`: only the true values, by external id. */
export const sampleTruthSchema = z.record(z.string(), z.object({ valence: coordinateSchema, arousal: coordinateSchema }))

/** One `item` message for each piece. */
export const sampleLibraryItemSchema = z.object({
  fileName: z.string(),
  outcome: z.enum(['made', 'kept']),
})
export type SampleLibraryItem = z.infer<typeof sampleLibraryItemSchema>

export const sampleLibraryResultSchema = z.object({
  directory: z.string(),
  manifestPath: z.string(),
  truthPath: z.string(),
  made: z.int().nonnegative(),
  kept: z.int().nonnegative(),
  totalBytes: z.int().nonnegative(),
})
export type SampleLibraryResult = z.infer<typeof sampleLibraryResultSchema>

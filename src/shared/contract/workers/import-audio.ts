import { z } from 'zod'
import { pathSchema } from '../common'

export const importAudioPayloadSchema = z.object({
  /** Folders, read with everything below them. */
  folders: z.array(pathSchema).min(1),
  /** Files that were imported before; those of the same size and time are not decoded again. */
  knownFiles: z
    .array(z.object({ path: pathSchema, digest: z.string(), sizeBytes: z.number().nonnegative(), modifiedAtMs: z.number() }))
    .default([]),
})
export type ImportAudioPayload = z.infer<typeof importAudioPayloadSchema>

/** What the tags inside an audio file say; '' and null where they are silent. */
const audioMetadataSchema = z.object({
  title: z.string(),
  artist: z.string(),
  album: z.string(),
  genre: z.string(),
  year: z.number().int().nullable(),
  lyrics: z.string().nullable(),
  comment: z.string().nullable(),
})
export type AudioMetadata = z.infer<typeof audioMetadataSchema>

export const importedFileSchema = z.object({
  kind: z.literal('file'),
  path: z.string(),
  /** SHA-256 of the file's content, in hexadecimal digits. */
  digest: z.string(),
  sizeBytes: z.number(),
  modifiedAtMs: z.number(),
  /** 'mp3', 'flac', 'vorbis', 'opus', 'wav', 'aiff', 'm4a', 'aac', 'wma' or 'other', by content. */
  format: z.string(),
  durationSeconds: z.number().positive(),
  /** Samples a second of the file. */
  sampleRate: z.number().positive(),
  channels: z.number().int().positive(),
  /** Integrated loudness in LUFS; null for silence. */
  loudnessDb: z.number().nullable(),
  metadata: audioMetadataSchema,
})
export type ImportedFile = z.infer<typeof importedFileSchema>

const unchangedFileSchema = z.object({ kind: z.literal('unchanged'), path: z.string() })

/** A file that could not be read, why, and what to do. */
export const setAsideFileSchema = z.object({
  kind: z.literal('set-aside'),
  path: z.string(),
  code: z.string(),
  reason: z.string(),
  hint: z.string(),
})
export type SetAsideFile = z.infer<typeof setAsideFileSchema>

/** One `item` message for each file. */
export const importAudioItemSchema = z.discriminatedUnion('kind', [importedFileSchema, unchangedFileSchema, setAsideFileSchema])
export type ImportAudioItem = z.infer<typeof importAudioItemSchema>

export const importAudioResultSchema = z.object({
  imported: z.number().int().nonnegative(),
  unchanged: z.number().int().nonnegative(),
  setAside: z.number().int().nonnegative(),
})
export type ImportAudioResult = z.infer<typeof importAudioResultSchema>

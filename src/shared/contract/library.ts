import { z } from 'zod'
import { nothing, pathSchema, scaleSchema, textKindSchema } from './common'
import { startedJobSchema } from './jobs'

export const libraryInfoSchema = z.object({
  path: z.string(),
  name: z.string(),
  synthetic: z.boolean(),
  schemaVersion: z.number(),
  tracks: z.number(),
  withAudio: z.number(),
  missingAudio: z.number(),
  withLyrics: z.number(),
  withComments: z.number(),
  withTags: z.number(),
  labelled: z.number(),
  setAside: z.number(),
  datasets: z.number(),
  runs: z.number(),
  models: z.number(),
  lastSavedAt: z.string().nullable(),
  warning: z.string().nullable(),
})
export type LibraryInfo = z.infer<typeof libraryInfoSchema>

/** How a table file will be read: shown before anything is committed. */
export const columnMappingSchema = z.record(z.string(), z.string())
export const importPreviewSchema = z.object({
  path: z.string(),
  format: z.enum(['csv-long', 'csv-wide', 'json', 'reference-annotations', 'text-folder', 'token-lists']),
  encoding: z.string(),
  columns: z.array(z.string()),
  /** Meaning (track, artist, title, tag, count, valence, arousal, text) → column. */
  mapping: columnMappingSchema,
  sampleRows: z.array(z.array(z.string())),
  rows: z.number(),
  matched: z.number(),
  /** Rows that match no track but name an id, so that the import makes a track of each. */
  created: z.number(),
  unmatched: z.array(z.object({ row: z.string(), reason: z.string() })),
  problems: z.array(z.string()),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>

export const importResultSchema = z.object({
  imported: z.number(),
  /** Labels of one dimension that wait for the other, if there are any. */
  waiting: z.number().optional(),
  unmatched: z.array(z.object({ row: z.string(), reason: z.string() })),
})
export type ImportResult = z.infer<typeof importResultSchema>

export const importTableArgument = z.object({
  path: pathSchema,
  mapping: columnMappingSchema.optional(),
  encoding: z.string().optional(),
  /** Also create tracks for rows that match none (tracks without audio are legitimate). */
  createTracks: z.boolean().default(true),
})
export const importTextArgument = importTableArgument.extend({ kind: textKindSchema })
/** The scale is asked when labels are imported; it is never guessed silently. */
export const importLabelsArgument = importTableArgument.extend({ scale: scaleSchema })

export const checkResultSchema = z.object({ ok: z.boolean(), problems: z.array(z.string()) })

export const libraryChannels = {
  'library.recent': {
    argument: nothing,
    result: z.array(z.object({ path: z.string(), name: z.string(), openedAt: z.string(), exists: z.boolean() })),
    anyLibrary: true,
  },
  'library.create': { argument: z.object({ path: pathSchema }), result: libraryInfoSchema, writes: ['path'], anyLibrary: true },
  'library.open': { argument: z.object({ path: pathSchema }), result: libraryInfoSchema, anyLibrary: true },
  'library.close': { argument: nothing, result: nothing, anyLibrary: true },
  /** Null when no library is open. */
  'library.current': { argument: nothing, result: libraryInfoSchema.nullable(), anyLibrary: true },
  'library.check': { argument: nothing, result: checkResultSchema },
  /** Creates the sample library at the path (or fills the open one when the path is null) and derives its labels. */
  'library.sample': {
    argument: z.object({ path: pathSchema.nullable() }),
    result: startedJobSchema,
    writes: ['path'],
    anyLibrary: true,
  },
  'import.audio': { argument: z.object({ folders: z.array(pathSchema).min(1) }), result: startedJobSchema },
  'import.tags.preview': { argument: importTableArgument, result: importPreviewSchema },
  'import.tags': { argument: importTableArgument, result: importResultSchema },
  'import.text.preview': { argument: importTextArgument, result: importPreviewSchema },
  'import.text': { argument: importTextArgument, result: importResultSchema },
  'import.labels.preview': { argument: importLabelsArgument, result: importPreviewSchema },
  'import.labels': { argument: importLabelsArgument, result: importResultSchema },
} as const

import { z } from 'zod'
import { archiveContents, archiveFormats, archiveFormatVersion } from '../domain/archive-columns'
import { stratifications } from '../domain/checked-set'
import { dimensions } from '../domain/plane'
import { coordinateSchema, idSchema, labelSourceSchema, pathSchema } from './common'
import { startedJobSchema } from './jobs'
import { importResultSchema } from './library'
import { schemeSchema } from './schemes'
import { trackFilterSchema } from './tracks'

/** An empty cell of a table is empty text. */
const text = z
  .string()
  .nullable()
  .transform((value) => value ?? '')
/** Empty text is none. */
const textOrNone = z
  .string()
  .nullable()
  .transform((value) => (value === '' ? null : value))
const time = z.iso.datetime({ offset: true })
const countSchema = z.number().int().nonnegative()
const seconds = z.number().nonnegative()

const headSchema = z.object({
  record: z.literal('archive'),
  createdAt: time,
  detail: z.object({
    formatVersion: z.literal(archiveFormatVersion),
    content: z.enum(archiveContents),
    scale: z.literal('-1-1'),
  }),
})

const lexiconSchema = z.object({
  record: z.literal('lexicon'),
  lexicon: z.string().min(1),
  licence: text,
  createdAt: time,
  detail: z.object({ source: z.string(), words: z.array(z.tuple([z.string().min(1), coordinateSchema, coordinateSchema])) }),
})

const versionSchema = z.object({
  record: z.literal('version'),
  id: idSchema,
  active: z.boolean(),
  lexicon: z.string().min(1),
  licence: text,
  labelled: countSchema,
  unlabelled: countSchema,
  author: text,
  note: text,
  createdAt: time,
  /** The scheme; tracks that it was learnt from by their `track` in this archive. */
  detail: schemeSchema,
})

const trackSchema = z.object({
  record: z.literal('track'),
  track: idSchema,
  externalId: textOrNone,
  artist: text,
  title: text,
  path: textOrNone,
  digest: textOrNone,
})

const excerptSchema = z
  .object({
    record: z.literal('excerpt'),
    track: idSchema,
    id: idSchema,
    startSeconds: seconds,
    endSeconds: seconds,
    createdAt: time,
    deletedAt: time.nullable(),
  })
  .refine(({ startSeconds, endSeconds }) => endSeconds > startSeconds, { path: ['endSeconds'], message: 'it must come after startSeconds' })

const archivedLabelSchema = z
  .object({
    record: z.literal('label'),
    track: idSchema,
    id: idSchema,
    excerpt: idSchema.nullable(),
    /** Both null: the label before it was taken back, or one dimension waits for the other. */
    valence: coordinateSchema.nullable(),
    arousal: coordinateSchema.nullable(),
    stated: z.enum(dimensions).nullable(),
    waiting: coordinateSchema.nullable(),
    source: labelSourceSchema,
    version: idSchema.nullable(),
    author: text,
    note: text,
    createdAt: time,
  })
  .refine(({ valence, arousal }) => (valence === null) === (arousal === null), {
    path: ['arousal'],
    message: 'valence and arousal must both be there, or none',
  })
  .refine(({ source, version }) => (source === 'tags') === (version !== null), {
    path: ['version'],
    message: 'labels from tags have a label version, others have none',
  })
  .refine(({ waiting, stated, valence }) => waiting === null || (stated !== null && valence === null), {
    path: ['waiting'],
    message: 'only a label of one stated dimension can wait for the other',
  })

const checkedSetSchema = z.object({
  record: z.literal('checked'),
  createdAt: time,
  detail: z.object({
    name: z.string().min(1),
    stratify: z.enum(stratifications),
    seed: z.number().int(),
    frozenAt: time.nullable(),
    /** In the order in which they are to be labelled; with the frozen valence and arousal, or null for both. */
    tracks: z.array(
      z
        .tuple([idSchema, coordinateSchema.nullable(), coordinateSchema.nullable()])
        .refine(([, valence, arousal]) => (valence === null) === (arousal === null), 'valence and arousal must both be there, or none'),
    ),
  }),
})

/** A record of a label archive, checked. */
export const archiveRecordSchema = z.discriminatedUnion('record', [
  headSchema,
  lexiconSchema,
  versionSchema,
  trackSchema,
  excerptSchema,
  archivedLabelSchema,
  checkedSetSchema,
])
export type ArchiveRecord = z.infer<typeof archiveRecordSchema>
export type ArchiveRecordOf<Kind extends ArchiveRecord['record']> = Extract<ArchiveRecord, { record: Kind }>

const restoredSchema = z.object({
  content: z.enum(archiveContents),
  /** Label versions, excerpts, tracks, lexicons and checked sets that were added, or would be. */
  versions: countSchema,
  excerpts: countSchema,
  tracks: countSchema,
  lexicons: countSchema,
  checkedSets: countSchema,
  /** Labels that stand here already. */
  unchanged: countSchema,
})

/** What importing an archive did, or would do: `imported` counts labels, `unmatched` lists rows that were set aside. */
export const archiveImportSchema = importResultSchema.extend({ archive: restoredSchema })
export type ArchiveImport = z.infer<typeof archiveImportSchema>

/** A label archive that was written, and how many labels it holds. */
export const exportedArchiveSchema = z.object({ path: z.string(), labels: countSchema })
export type ExportedArchive = z.infer<typeof exportedArchiveSchema>

const archiveArgument = z.object({ path: pathSchema, createTracks: z.boolean().default(true) })

export const archiveChannels = {
  /** Writes a label archive by a job, whose value is as `exportedArchiveSchema` says. */
  'labels.archive.export': {
    argument: z.object({
      path: pathSchema,
      content: z.enum(archiveContents),
      format: z.enum(archiveFormats),
      filter: trackFilterSchema.optional(),
    }),
    result: startedJobSchema,
    writes: ['path'],
  },
  /** What importing a file would do, as the value of a job (`archiveImportSchema`); null for a file that is no label archive. */
  'labels.archive.preview': { argument: archiveArgument, result: startedJobSchema.nullable() },
  /** Adds the labels, excerpts and label versions of a label archive that are not here yet; the job's value says which. */
  'labels.archive.import': { argument: archiveArgument, result: startedJobSchema },
} as const

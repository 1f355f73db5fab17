import { z } from 'zod'
import { dimensions } from '../domain/plane'
import {
  coordinateSchema,
  float32Schema,
  idSchema,
  int32Schema,
  labelSourceSchema,
  nothing,
  pathSchema,
  quadrantSchema,
  textKindSchema,
  uint8Schema,
} from './common'

/** Which tracks: every condition that is given must hold. */
export const trackFilterSchema = z.object({
  search: z.string().optional(),
  quadrants: z.array(quadrantSchema).optional(),
  /** 'none' stands for tracks without a label. */
  labelSources: z.array(z.union([labelSourceSchema, z.literal('none')])).optional(),
  hasAudio: z.boolean().optional(),
  hasLyrics: z.boolean().optional(),
  hasComments: z.boolean().optional(),
  missingAudio: z.boolean().optional(),
  trackIds: z.array(idSchema).optional(),
})
export type TrackFilter = z.infer<typeof trackFilterSchema>

export const trackSortSchema = z.object({
  by: z.enum(['title', 'artist', 'album', 'valence', 'arousal', 'source', 'durationSeconds', 'createdAt']),
  direction: z.enum(['ascending', 'descending']),
})
export type TrackSort = z.infer<typeof trackSortSchema>

export const trackRowSchema = z.object({
  id: idSchema,
  externalId: z.string().nullable(),
  title: z.string(),
  artist: z.string(),
  album: z.string(),
  durationSeconds: z.number().nullable(),
  valence: coordinateSchema.nullable(),
  arousal: coordinateSchema.nullable(),
  source: labelSourceSchema.nullable(),
  /** Of how many excerpts' labels the label is the mean; 0: a label of the whole track, or none. */
  labelledExcerpts: z.number().int().nonnegative(),
  hasAudio: z.boolean(),
  missingAudio: z.boolean(),
  hasLyrics: z.boolean(),
  hasComments: z.boolean(),
  synthetic: z.boolean(),
})
export type TrackRow = z.infer<typeof trackRowSchema>

export const trackIdentitySchema = trackRowSchema.pick({ id: true, externalId: true, title: true, artist: true }).extend({
  /** Absolute; null without audio. */
  path: z.string().nullable(),
})
export type TrackIdentity = z.infer<typeof trackIdentitySchema>

export const trackPageArgument = z.object({
  filter: trackFilterSchema,
  sort: trackSortSchema,
  offset: z.number().int().nonnegative(),
  limit: z.number().int().positive().max(1000),
})

/** All labelled tracks of a filter as parallel arrays: ids, points on the plane, index into `labelSources`. */
export const planeSchema = z.object({ trackIds: int32Schema, valence: float32Schema, arousal: float32Schema, source: uint8Schema })
export type Plane = z.infer<typeof planeSchema>

export const labelRecordSchema = z.object({
  id: idSchema,
  trackId: idSchema,
  excerptId: idSchema.nullable(),
  valence: coordinateSchema.nullable(),
  arousal: coordinateSchema.nullable(),
  source: labelSourceSchema,
  author: z.string(),
  versionId: idSchema.nullable(),
  note: z.string(),
  createdAt: z.string(),
  /** The only dimension that was stated; the other is that of an earlier label. */
  stated: z.enum(dimensions).nullish(),
  /** The stated coordinate while nothing is known of the other dimension; valence and arousal are null then. */
  waiting: coordinateSchema.nullish(),
})
export type LabelRecord = z.infer<typeof labelRecordSchema>

export const excerptSchema = z.object({
  id: idSchema,
  trackId: idSchema,
  startSeconds: z.number().nonnegative(),
  endSeconds: z.number().positive(),
  label: labelRecordSchema.nullable(),
})
export type Excerpt = z.infer<typeof excerptSchema>

/** `code` is ISO 639-1, '' for a text without words; not `reliable` for short texts and close calls. */
const textLanguageSchema = z.object({ code: z.string(), reliable: z.boolean() })
export type TextLanguage = z.infer<typeof textLanguageSchema>

export const trackDetailsSchema = trackRowSchema.extend({
  genre: z.string(),
  year: z.number().nullable(),
  file: z
    .object({
      path: z.string(),
      digest: z.string(),
      format: z.string(),
      sizeBytes: z.number(),
      sampleRate: z.number(),
      channels: z.number(),
      loudnessDb: z.number().nullable(),
      missing: z.boolean(),
    })
    .nullable(),
  tags: z.array(z.object({ tag: z.string(), count: z.number(), word: z.string().nullable() })),
  words: z.array(
    z.object({ word: z.string(), count: z.number(), valence: coordinateSchema.nullable(), arousal: coordinateSchema.nullable() }),
  ),
  lyrics: z.string().nullable(),
  comments: z.string().nullable(),
  /** Null where there is no text. */
  languages: z.object({ lyrics: textLanguageSchema.nullable(), comments: textLanguageSchema.nullable() }),
  labels: z.array(labelRecordSchema),
  excerpts: z.array(excerptSchema),
  /** The newest prediction of a network that was not trained on the track; null where there is none. */
  prediction: z.object({ model: z.string(), valence: z.number(), arousal: z.number() }).nullable(),
  /** The checked set for which people label it now, blind; null for none, or once that is frozen. Labels from `createdAt` on are blind. */
  checkedSet: z.object({ id: idSchema, name: z.string(), createdAt: z.string() }).nullable(),
})
export type TrackDetails = z.infer<typeof trackDetailsSchema>

export const setAsideRowSchema = z.object({
  path: z.string(),
  code: z.string(),
  reason: z.string(),
  hint: z.string(),
  noticedAt: z.string(),
})

/**
 * Peaks of a waveform: `pairs` holds minimum and maximum in turn, −1…1, `peaksPerSecond` pairs a second. `url` is served by the media
 * scheme.
 */
export const waveformSchema = z.object({
  trackId: idSchema,
  url: z.string(),
  durationSeconds: z.number(),
  peaksPerSecond: z.number(),
  pairs: float32Schema,
  gainDb: z.number(),
})
export type Waveform = z.infer<typeof waveformSchema>

export const trackChannels = {
  'tracks.page': { argument: trackPageArgument, result: z.object({ rows: z.array(trackRowSchema), total: z.number() }) },
  /** Ids of all tracks of a filter in the order of the sort, at most 200,000. */
  'tracks.ids': { argument: z.object({ filter: trackFilterSchema, sort: trackSortSchema }), result: int32Schema },
  /** What joins a table of these tracks with others; tracks that are gone are left out. */
  'tracks.identities': { argument: z.object({ trackIds: z.array(idSchema) }), result: z.array(trackIdentitySchema) },
  'tracks.plane': { argument: z.object({ filter: trackFilterSchema }), result: planeSchema },
  'tracks.show': { argument: z.object({ trackId: idSchema }), result: trackDetailsSchema },
  'tracks.setAside': { argument: nothing, result: z.array(setAsideRowSchema) },
  /** Looks for missing files below a folder, by digest. */
  'tracks.findMissing': { argument: z.object({ folder: pathSchema }), result: z.object({ found: z.number(), stillMissing: z.number() }) },
  'tracks.text.set': { argument: z.object({ trackId: idSchema, kind: textKindSchema, body: z.string() }), result: nothing },
  /** Null while the peaks are being made: ask again when the job in `jobId` is done. */
  'tracks.waveform': {
    argument: z.object({ trackId: idSchema }),
    result: z.object({ jobId: z.string().nullable(), waveform: waveformSchema.nullable() }),
  },
} as const

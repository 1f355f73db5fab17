import { z } from 'zod'
import { tableFormats } from '../domain/table-format'
import type { TagMatrix } from '../domain/tag-matrix'
import {
  coordinateSchema,
  idSchema,
  int32Schema,
  nothing,
  pathSchema,
  pointSchema,
  quadrantCountsSchema,
  scaleSchema,
  float32Schema,
  float64Schema,
  uint8Schema,
  runIdSchema,
} from './common'
import { archiveChannels } from './label-archive'
import { labelMoveChannels } from './label-moves'
import { schemeSchema } from './schemes'
import { tagMappingChannels } from './tag-mapping'
import { excerptSchema, labelRecordSchema, trackFilterSchema } from './tracks'

export const lexiconSchema = z.object({
  id: idSchema,
  name: z.string(),
  source: z.string(),
  licence: z.string(),
  words: z.number(),
  active: z.boolean(),
})
export type LexiconSummary = z.infer<typeof lexiconSchema>

/** A row of the Tags view. `shift` is how far the word moves the mean of its tracks: with it minus without it. */
export const wordStatisticsSchema = z.object({
  word: z.string(),
  valence: coordinateSchema.nullable(),
  arousal: coordinateSchema.nullable(),
  tracks: z.number(),
  mass: z.number(),
  massShare: z.number(),
  meanShiftValence: z.number(),
  meanShiftArousal: z.number(),
  /** Tracks whose quadrant changes when the word is left out, of those that carry other words too. */
  flips: z.number(),
  tracksWithOthers: z.number(),
  alone: z.number(),
})

export const tagStatisticsSchema = z.object({ tag: z.string(), word: z.string().nullable(), tracks: z.number(), count: z.number() })

/** All tagged tracks as a sparse matrix, so that the window computes previews itself; see `TagMatrix` of the domain. */
export const tagMatrixSchema: z.ZodType<TagMatrix> = z.object({
  words: z.array(
    z.object({
      word: z.string(),
      valence: coordinateSchema.nullable(),
      arousal: coordinateSchema.nullable(),
      former: z.string().optional(),
      earlier: z.array(z.string()).readonly().optional(),
    }),
  ),
  trackIds: int32Schema,
  offsets: int32Schema,
  wordIndex: int32Schema,
  counts: float32Schema,
  fixedSource: uint8Schema,
  fixedValence: float32Schema,
  fixedArousal: float32Schema,
  commentsValence: float64Schema,
  commentsArousal: float64Schema,
})

export const labelVersionSchema = z.object({
  id: idSchema,
  scheme: schemeSchema,
  lexicon: z.string(),
  licence: z.string(),
  note: z.string(),
  author: z.string(),
  createdAt: z.string(),
  labelled: z.number(),
  unlabelled: z.number(),
  active: z.boolean(),
  quadrants: quadrantCountsSchema,
})
export type LabelVersion = z.infer<typeof labelVersionSchema>

export const derivedSchema = z.object({ version: z.number(), labelled: z.number(), unlabelled: z.number() })

/** `comparison`: Pearson's correlation with the labels from tags, over tracks that have both; null for fewer than two. */
export const labelledFromCommentsSchema = z.object({
  labelled: z.number(),
  unlabelled: z.number(),
  note: z.string(),
  comparison: z.object({ tracks: z.number(), valence: z.number().nullable(), arousal: z.number().nullable() }),
})
export type LabelledFromComments = z.infer<typeof labelledFromCommentsSchema>

const listedRowsSchema = z.array(z.object({ row: z.string(), reason: z.string() }))
export const labelMergeSchema = z.object({
  /** Labels that were added. */
  merged: z.number(),
  /** Excerpts that were made for them. */
  excerptsMade: z.number(),
  /** Labels that stand here already. */
  unchanged: z.number(),
  /** Labels that were not added: the one here is newer or was taken back, or their excerpt was deleted here or ends after the track. */
  kept: listedRowsSchema,
  /** Tracks of the other library that match none here, or several. */
  unmatched: listedRowsSchema,
})
export type LabelMerge = z.infer<typeof labelMergeSchema>

export const undoStateSchema = z.object({ undo: z.string().nullable(), redo: z.string().nullable() })
export type UndoState = z.infer<typeof undoStateSchema>
/** The changes that can be undone and redone now, and the track of the change that was just undone or redone, if it was one track. */
export const undoneSchema = undoStateSchema.extend({ trackId: idSchema.nullable() })
export type Undone = z.infer<typeof undoneSchema>

/** The present label by a person of a track (excerpt null) or of an excerpt. */
export const humanLabelSchema = pointSchema.extend({ trackId: idSchema, excerptId: idSchema.nullable(), createdAt: z.string() })
export type HumanLabel = z.infer<typeof humanLabelSchema>

const emotionStemsSchema = z.array(z.object({ word: z.string(), stems: z.array(z.string().min(1)) }))

export const labelChannels = {
  ...archiveChannels,
  ...labelMoveChannels,
  ...tagMappingChannels,
  'lexicons.list': { argument: nothing, result: z.array(lexiconSchema) },
  'lexicons.import': {
    argument: z.object({ path: pathSchema, name: z.string().optional(), scale: scaleSchema.optional() }),
    result: lexiconSchema,
  },
  'lexicons.use': { argument: z.object({ name: z.string() }), result: lexiconSchema },
  'stems.list': { argument: nothing, result: emotionStemsSchema },
  'stems.set': { argument: emotionStemsSchema, result: z.object({ remappedTags: z.number() }) },
  'tags.words': { argument: nothing, result: z.array(wordStatisticsSchema) },
  'tags.raw': { argument: nothing, result: z.array(tagStatisticsSchema) },
  'tags.matrix': { argument: nothing, result: tagMatrixSchema },
  'labels.derive': { argument: z.object({ scheme: schemeSchema, note: z.string() }), result: derivedSchema },
  'labels.versions': { argument: nothing, result: z.array(labelVersionSchema) },
  'labels.activate': { argument: z.object({ versionId: idSchema }), result: labelVersionSchema },
  'labels.place': {
    argument: pointSchema.extend({ trackId: idSchema, excerptId: idSchema.nullable(), note: z.string().optional() }),
    result: labelRecordSchema,
  },
  /** Takes back the human label: the track falls back to its next source. */
  'labels.withdraw': { argument: z.object({ trackId: idSchema, excerptId: idSchema.nullable() }), result: nothing },
  /** The present labels by people of the given tracks and of their excerpts. */
  'labels.ofPeople': { argument: z.object({ trackIds: z.array(idSchema).max(10_000) }), result: z.array(humanLabelSchema) },
  /** By the active lexicon over the words of the comments, or by the out-of-fold predictions of a run on comments. */
  'labels.fromComments': { argument: z.object({ runId: runIdSchema.optional() }), result: labelledFromCommentsSchema },
  /** Adds the human and imported labels of another library's folder to the tracks here that match. */
  'labels.merge': { argument: z.object({ path: pathSchema }), result: labelMergeSchema },
  /** Writes the label that counts of each track. */
  'labels.export': {
    argument: z.object({
      path: pathSchema,
      format: z.enum(tableFormats),
      scale: scaleSchema,
      filter: trackFilterSchema.optional(),
    }),
    result: z.object({ path: z.string(), labels: z.number() }),
    writes: ['path'],
  },
  'excerpts.create': {
    argument: z.object({ trackId: idSchema, startSeconds: z.number().nonnegative(), endSeconds: z.number().positive() }),
    result: excerptSchema,
  },
  'excerpts.change': {
    argument: z.object({ excerptId: idSchema, startSeconds: z.number().nonnegative(), endSeconds: z.number().positive() }),
    result: excerptSchema,
  },
  'excerpts.delete': { argument: z.object({ excerptId: idSchema }), result: nothing },
  'undo.state': { argument: nothing, result: undoStateSchema },
  'undo.undo': { argument: nothing, result: undoneSchema },
  'undo.redo': { argument: nothing, result: undoneSchema },
} as const

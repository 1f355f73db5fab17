import { z } from 'zod'
import { smallestCheckedSet, stratifications } from '../domain/checked-set'
import { idSchema, int32Schema, nothing } from './common'

/** Tracks that people label by ear, blind, to judge labels and models by. */
export const checkedSetSchema = z.object({
  id: idSchema,
  name: z.string(),
  stratify: z.enum(stratifications),
  seed: z.number().int(),
  createdAt: z.string(),
  /** Null while people label it. */
  frozenAt: z.string().nullable(),
  tracks: z.number(),
  /** Tracks with a label by people; of a frozen set those that were frozen. */
  labelled: z.number(),
  withAudio: z.number(),
})
export type CheckedSet = z.infer<typeof checkedSetSchema>

export const estimateSchema = z.object({ value: z.number(), low: z.number(), high: z.number() })

/** By what versions are judged: a checked set, or the true coordinates of the sample library. */
export const judgeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('checked'), setId: idSchema }),
  z.object({ kind: z.literal('truth') }),
])
export type Judge = z.infer<typeof judgeSchema>

/** A row of a comparison; scale −1…1. `difference` is the first version's error minus this one's, paired by track. */
export const comparedVersionSchema = z.object({
  version: idSchema,
  name: z.string(),
  tracks: z.number(),
  maeValence: z.number(),
  maeArousal: z.number(),
  r2Valence: z.number(),
  r2Arousal: z.number(),
  rValence: z.number(),
  rArousal: z.number(),
  quadrants: z.number(),
  error: estimateSchema,
  difference: z.object({ against: idSchema, valence: estimateSchema, arousal: estimateSchema, both: estimateSchema }).nullable(),
  /** What may be concluded; '' for the first version. */
  conclusion: z.string(),
})
export type ComparedVersion = z.infer<typeof comparedVersionSchema>

/** A version's labels, compared, with how many of the judging tracks had a part in what they judge: 0 unless something is wrong. */
export const comparedLabelsSchema = comparedVersionSchema.extend({
  /** Judging tracks from which the version's scheme was learnt. */
  judgedInFit: z.number().int().nonnegative(),
  /** Judging tracks that train networks on the version's labels; null for true coordinates, which judge networks by their test tracks. */
  judgedInTraining: z.number().int().nonnegative().nullable(),
})
export type ComparedLabels = z.infer<typeof comparedLabelsSchema>

export const checkedSetChannels = {
  'checked.list': { argument: nothing, result: z.array(checkedSetSchema) },
  'checked.create': {
    argument: z.object({
      name: z.string().trim().min(1),
      size: z.number().int().min(smallestCheckedSet, `a checked set of fewer than ${smallestCheckedSet} tracks allows no conclusion`),
      stratify: z.enum(stratifications).default('none'),
      seed: z.number().int().default(1),
    }),
    result: z.object({ set: checkedSetSchema, notes: z.array(z.string()) }),
  },
  /** Tracks of a set, in the order in which they are to be labelled. */
  'checked.tracks': { argument: z.object({ setId: idSchema }), result: int32Schema },
  'checked.freeze': { argument: z.object({ setId: idSchema }), result: checkedSetSchema },
  'checked.delete': { argument: z.object({ setId: idSchema }), result: nothing },
  /** How large a set must be for an interval of this half width around a paired difference, on −1…1. */
  'checked.proposeSize': {
    argument: z.object({ halfWidth: z.number().positive().max(2) }),
    result: z.object({ size: z.number(), available: z.number() }),
  },
  'labels.compare': {
    argument: z.object({ versions: z.array(idSchema).min(1), against: judgeSchema, seed: z.number().int().default(1) }),
    result: z.object({
      rows: z.array(comparedLabelsSchema),
      judge: z.string(),
      /** What is compared on which tracks, such as tracks that a scheme was learnt from and that are left out. */
      notes: z.array(z.string()),
    }),
  },
  /** Whether the open library has true coordinates: only the sample library does. */
  'labels.hasTruth': { argument: nothing, result: z.boolean() },
} as const

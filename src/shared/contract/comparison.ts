import { z } from 'zod'
import { baselineNames } from '../domain/baseline'
import { errorGroupings } from '../domain/run-comparison/error-groups'
import { figureKeys } from '../domain/run-comparison/figures'
import { standardResampling } from '../domain/run-comparison/resampled'
import { judgeSchema } from './checked-sets'
import { idSchema, runIdSchema } from './common'

/** What can be compared: a run, a baseline of a run, or a set of a model's predictions. */
export const comparedRefSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run'), runId: runIdSchema }),
  z.object({ kind: z.literal('baseline'), runId: runIdSchema, name: z.enum(baselineNames) }),
  z.object({ kind: z.literal('predictions'), setId: idSchema }),
])
export type ComparedRef = z.infer<typeof comparedRefSchema>

/** By which labels entries are measured: those of the first run, as frozen; the library's current labels; or a judge. */
export const comparedAgainstSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('runs') }),
  z.object({ kind: z.literal('labels') }),
  ...judgeSchema.options,
])
export type ComparedAgainst = z.infer<typeof comparedAgainstSchema>

export const resamplingUnits = ['track', 'artist', 'album'] as const
export type ResamplingUnit = (typeof resamplingUnits)[number]

/** As many as a table can show side by side. */
export const mostCompared = 40

export const comparisonRequestSchema = z.object({
  entries: z.array(comparedRefSchema).min(1, 'name at least one run').max(mostCompared),
  against: comparedAgainstSchema.default({ kind: 'runs' }),
  /** What is drawn when intervals are made; null: what the splits of the compared runs keep together. */
  by: z.enum(resamplingUnits).nullable().default(null),
  /** Runs that differ only in their seed stand as one entry. */
  groupSeeds: z.boolean().default(true),
  resamples: z.number().int().min(100).max(20_000).default(standardResampling.resamples),
  seed: z.number().int().default(standardResampling.seed),
})
export type ComparisonRequest = z.infer<typeof comparisonRequestSchema>

const perFigure = <Schema extends z.ZodType>(schema: Schema) => z.record(z.enum(figureKeys), schema)
const perDimension = <Schema extends z.ZodType>(schema: Schema) => z.object({ valence: schema, arousal: schema })
const number = z.number()
const shareSchema = z.object({ value: number, low: number, high: number })
const figureSchema = z.object({ value: number, low: number.nullable(), high: number.nullable() }).nullable()
const agreementSchema = z.object({
  mae: number.nullable(),
  mse: number.nullable(),
  r2: number.nullable(),
  pearson: number.nullable(),
  ccc: number.nullable(),
})

const calibrationSchema = z.object({
  slope: number.nullable(),
  intercept: number.nullable(),
  range: number.nullable(),
  deciles: z.array(z.object({ count: number, meanPredicted: number, meanObserved: number })).readonly(),
})
const residualSchema = z.object({
  valence: number,
  arousal: number,
  tracks: number,
  valenceShift: number,
  arousalShift: number,
  distance: number,
})
const groupErrorSchema = z.object({ tracks: number, mae: number, low: number.nullable(), high: number.nullable(), bias: number }).nullable()

/** One line of a comparison. */
export const comparedEntrySchema = z.object({
  /** The ref of its first member as a text. */
  key: z.string(),
  kind: z.enum(['run', 'baseline', 'predictions']),
  name: z.string(),
  /** Such as the seeds that it stands for. */
  note: z.string(),
  members: z.array(z.object({ ref: comparedRefSchema, name: z.string(), seed: z.number().int().nullable(), tracks: number })),
  figures: perFigure(figureSchema),
  figuresOfMembers: z.array(perFigure(number.nullable())).readonly(),
  overSeeds: perFigure(z.object({ mean: number, low: number.nullable(), high: number.nullable() }).nullable()).nullable(),
  calibration: perDimension(calibrationSchema.nullable()),
  confusion: z
    .object({
      counts: z.array(z.array(number).readonly()).readonly(),
      right: z.array(shareSchema.nullable()).readonly(),
      overall: shareSchema,
    })
    .nullable(),
  residuals: z.array(residualSchema).readonly(),
})
export type ComparedEntryReport = z.infer<typeof comparedEntrySchema>

/** Runs, baselines and models side by side on the tracks that all of them predicted without having learnt from them; scale −1…1. */
export const comparisonSchema = z.object({
  tracks: z.array(
    z.object({ trackId: idSchema, externalId: z.string().nullable(), title: z.string(), artist: z.string(), path: z.string().nullable() }),
  ),
  /** What was drawn when intervals were made, and how many of them there are. */
  by: z.enum(resamplingUnits),
  groups: number,
  /** By which labels entries were measured, in words. */
  against: z.string(),
  resamples: number,
  seed: number,
  entries: z.array(comparedEntrySchema),
  /** Key of the entry that is surely the best: the intervals of its differences to all others exclude 0. */
  best: perFigure(z.string().nullable()),
  differences: z
    .array(
      z.object({ figure: z.enum(figureKeys), one: z.string(), other: z.string(), value: number, low: number, high: number, p: number }),
    )
    .readonly(),
  /** A value for each entry. */
  settings: z.array(z.object({ setting: z.string(), values: z.array(z.string().nullable()).readonly() })),
  errors: z
    .array(
      z.object({
        grouping: z.enum(errorGroupings),
        name: z.string(),
        tracks: number,
        entries: z.array(perDimension(groupErrorSchema)).readonly(),
      }),
    )
    .readonly(),
  /** Of those who labelled the same of these tracks: about as well as a model can agree with one of them. */
  agreement: z.array(z.object({ one: z.string(), other: z.string(), tracks: number, valence: agreementSchema, arousal: agreementSchema })),
  /** What a reader must know, in sentences. */
  notes: z.array(z.string()),
})
export type Comparison = z.infer<typeof comparisonSchema>

/** Subject of the job of a comparison that takes long; its kind is `comparison`. */
export const comparisonSubject = 'runs'

export const comparisonChannels = {
  /** Compares on common tracks. Over some thousand tracks it takes seconds: then a job says how far it is, and can be cancelled. */
  'runs.compare': { argument: comparisonRequestSchema, result: comparisonSchema },
} as const

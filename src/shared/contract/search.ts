import { z } from 'zod'
import { searchMethods } from '../domain/search/default-space'
import type { SettingRange, SettingValue } from '../domain/search/space'
import { idSchema, nothing, runIdSchema } from './common'
import { startedJobSchema } from './jobs'
import { runSchema } from './training'
import { trainingSettingsSchema } from './training-settings'

/** Epochs that a comparison of trials says something after, unless the search names another number. */
const fewestEpochs = 3

const settingValueSchema: z.ZodType<SettingValue, SettingValue> = z.json()

const settingRangeSchema: z.ZodType<SettingRange, SettingRange> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('choice'), values: z.array(settingValueSchema) }),
  z.strictObject({ kind: z.literal('uniform'), low: z.number(), high: z.number() }),
  z.strictObject({ kind: z.literal('log-uniform'), low: z.number(), high: z.number() }),
  z.strictObject({ kind: z.literal('integer'), low: z.number(), high: z.number() }),
])

/** A search space as JSON; `checkSpace` says whether its settings exist and its ranges fit. */
export const searchSpaceSchema = z.record(z.string().min(1), settingRangeSchema)

/** A search for good settings of a training. It judges by validation and never reads the test set. */
export const searchSettingsSchema = z.object({
  /** Starting a search of the same name again goes on with it. */
  name: z.string().trim().min(1).max(100),
  datasetId: idSchema,
  method: z.enum(searchMethods).default('halving'),
  /** Training time of all trials together, over all starts of the search. Features are made before it runs. */
  minutes: z.number().positive('a budget above 0 minutes is wanted').max(100_000),
  /** How many trials begin; null: as many as the time allows. A grid has as many as combinations. */
  trials: z.number().int().min(1).max(10_000).nullable().default(null),
  /** Of successive halving: one of so many trials goes on. */
  reduction: z.number().int().min(2).max(10).default(3),
  /** Of successive halving: epochs before the first comparison at least. */
  fewestEpochs: z.number().int().min(1).default(fewestEpochs),
  /** What is drawn follows from it. */
  seed: z.number().int().default(1),
  space: searchSpaceSchema,
  /**
   * What the trials share: all settings that the space does not name. With folds each trial is trained once for each of so many folds of
   * the training and validation tracks, and judged by their mean; without, by the validation set.
   */
  base: trainingSettingsSchema,
})
export type SearchSettings = z.infer<typeof searchSettingsSchema>

/** A search that may leave its name and its space to the program. */
export const searchRequestSchema = searchSettingsSchema.partial({ name: true, space: true })
export type SearchRequest = z.infer<typeof searchRequestSchema>

const trialEpochSchema = z.object({
  epoch: z.number().int().positive(),
  trainLoss: z.number(),
  validationLoss: z.number(),
  r2Valence: z.number().nullable(),
  r2Arousal: z.number().nullable(),
})

const errorsSchema = z.object({ loss: z.number(), r2Valence: z.number().nullable(), r2Arousal: z.number().nullable() })

/** One training of a search. It predicts no test track: only a run that is trained with its settings does. */
export const searchTrialSchema = z.object({
  /** From 1, in the order in which they began. */
  number: z.number().int().positive(),
  bracket: z.number().int().nonnegative(),
  values: z.record(z.string(), settingValueSchema),
  settings: trainingSettingsSchema,
  state: z.enum(['begun', 'reached', 'failed']),
  /** To how many it is, or was, to be trained. */
  epochs: z.number().int(),
  epochsDone: z.number().int(),
  seconds: z.number(),
  /** Name of what it computes on; '' before it began. */
  device: z.string(),
  /** What it is judged by; null before its first epoch. */
  best: trialEpochSchema.nullable(),
  /** Epoch by epoch; the mean of its folds. */
  curve: z.array(trialEpochSchema),
  /** Why it failed. */
  failure: z.string().nullable(),
  /** The run that was trained with its settings, with its errors on the test set once it is done; null before there is one. */
  run: z.object({ id: runIdSchema, state: runSchema.shape.state, test: errorsSchema.nullable() }).nullable(),
})
export type SearchTrial = z.infer<typeof searchTrialSchema>

export const searchSchema = z.object({
  id: runIdSchema,
  settings: searchSettingsSchema,
  datasetName: z.string(),
  createdAt: z.string(),
  /** `interrupted`: cancelled, failed, or ended with the program; starting it again goes on with it. */
  state: z.enum(['running', 'done', 'interrupted']),
  jobId: z.string().nullable(),
  /** How it ended, or why it broke off, in words. */
  outcome: z.string(),
  /** By which tracks the trials are judged, in words. */
  judgedBy: z.string(),
  secondsSpent: z.number(),
  /** How many combinations the space has; null for an endless one. */
  combinations: z.number().nullable(),
  trials: z.array(searchTrialSchema),
  /** Number of the best trial; null before one has an epoch. */
  best: z.number().int().nullable(),
})
export type Search = z.infer<typeof searchSchema>

const trialOfSearch = z.object({ searchId: runIdSchema, trial: z.number().int().positive() })

export const searchChannels = {
  /** Begins a search, or goes on with it. Its job's value is the search. */
  'search.start': { argument: searchRequestSchema, result: startedJobSchema.extend({ searchId: runIdSchema }) },
  /** All searches, the newest first. */
  'search.list': { argument: nothing, result: z.array(searchSchema) },
  /** Trains a run with the settings of a trial; only then the test set is read. */
  'search.train': { argument: trialOfSearch, result: startedJobSchema.extend({ runId: runIdSchema }) },
  /** Removes a search with its trials; runs that were trained with their settings stay. */
  'search.remove': { argument: z.object({ searchId: runIdSchema }), result: nothing },
} as const

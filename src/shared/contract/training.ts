import { z } from 'zod'
import { baselineNames } from '../domain/baseline'
import { levels } from '../domain/excerpt-rule'
import { idSchema, labelCoordinateSchema, nothing, pathSchema, runIdSchema, textKindSchema } from './common'
import { datasetChannels, datasetSplitSchema, leakSchema, splitSchema } from './datasets'
import { computedStretchSchema, deviceWishSchema, fallbackSchema, lostDeviceSchema } from './devices'
import { backboneChannels } from './backbones'
import { embeddingChannels } from './embeddings'
import { excerptRuleSchema } from './excerpt-rule'
import { startedJobSchema } from './jobs'
import { trackFilterSchema } from './tracks'
import { networkSchema } from './network'
import { trainingSettingsSchema } from './training-settings'
import { runNoteChannels, runNoteSchema, runTagsSchema } from './run-notes'

export { type Dataset, type DatasetSettings, datasetSchema, datasetSettingsSchema, splitNames, splitSchema } from './datasets'

const dimensionMetricsSchema = z.object({ mae: z.number(), mse: z.number(), r2: z.number() })
export const epochSchema = z.object({
  epoch: z.number().int().positive(),
  /** Counted from 0; of the network on all tracks, how many folds there are. */
  fold: z.number().int().nonnegative(),
  trainLoss: z.number(),
  validationLoss: z.number().nullable(),
  valence: dimensionMetricsSchema.nullable(),
  arousal: dimensionMetricsSchema.nullable(),
  learningRate: z.number(),
  epochSeconds: z.number(),
  samplesPerSecond: z.number(),
  secondsLeft: z.number(),
})
export type Epoch = z.infer<typeof epochSchema>

const intervalSchema = z.object({ value: z.number(), low: z.number(), high: z.number() })
export const dimensionReportSchema = z.object({ mae: intervalSchema, mse: intervalSchema, r2: intervalSchema, pearson: intervalSchema })
const rangeSchema = z.tuple([z.number(), z.number()])
/** Metrics on one split in [−1, 1], with 95 % bootstrap intervals; `baseline` predicts the training mean. */
export const metricsReportSchema = z.object({
  tracks: z.number(),
  /** How many of the tracks have a label of each dimension; left out where all have. */
  labelled: z.object({ valence: z.number(), arousal: z.number() }).optional(),
  /** Null for a dimension of which no track has a label. */
  valence: dimensionReportSchema.nullable(),
  arousal: dimensionReportSchema.nullable(),
  baseline: z.object({ valence: dimensionMetricsSchema.nullable(), arousal: dimensionMetricsSchema.nullable() }),
  quadrantAccuracy: z.tuple([z.number().nullable(), z.number().nullable(), z.number().nullable(), z.number().nullable()]),
  /** Over all quadrants; left out for runs of earlier versions. */
  quadrants: z.object({ right: intervalSchema, balanced: z.number(), majority: z.number() }).nullable().optional(),
  ranges: z.object({
    observed: z.object({ valence: rangeSchema.nullable(), arousal: rangeSchema.nullable() }),
    predicted: z.object({ valence: rangeSchema, arousal: rangeSchema }),
  }),
})
export type MetricsReport = z.infer<typeof metricsReportSchema>

const countSchema = z.number().int().nonnegative()
/** How the folds of a run were trained, and the network on all tracks after them. */
export const crossValidationSchema = z.object({
  folds: z
    .array(
      z.object({
        trainTracks: countSchema,
        validationTracks: countSchema,
        testTracks: countSchema,
        epochsDone: countSchema,
        bestEpoch: countSchema,
      }),
    )
    .readonly(),
  onAll: z.object({ tracks: countSchema, epochs: countSchema }).nullable(),
})

/** How many tracks held out gave their texts to the word vectors that a run reads; as `VectorsRead`. */
export const vectorsReadSchema = z.object({ kind: textKindSchema, embedding: z.string(), heldOut: z.number(), read: z.number() })

/** By how much gains of the files move a network's predictions of held-out samples, on average and without the sign, on −1…1. */
export const levelShiftSchema = z.object({
  samples: countSchema,
  gains: z.array(z.object({ decibels: z.number(), valence: z.number(), arousal: z.number() })).readonly(),
})

/** A simple model that learnt from the same samples and folds as a run. */
export const baselineSchema = z.object({
  name: z.enum(baselineNames),
  /** What its random draws follow from. */
  seed: z.number().int(),
  /** On the same tracks as the run's. */
  metrics: metricsReportSchema,
  /** R² of the baseline minus R² of the run, on the same tracks, with the 95 % interval of the paired bootstrap; null without labels. */
  gain: z.object({ valence: intervalSchema.nullable(), arousal: intervalSchema.nullable() }),
})
export type Baseline = z.infer<typeof baselineSchema>

export const runSchema = z.object({
  id: runIdSchema,
  name: z.string(),
  /** What people wrote of it, as typed. */
  note: runNoteSchema,
  tags: runTagsSchema,
  /** Since when lists hide it; null: they show it. */
  archivedAt: z.string().nullable(),
  datasetId: idSchema,
  datasetName: z.string(),
  settings: trainingSettingsSchema,
  network: networkSchema,
  parameters: z.number(),
  engine: z.string(),
  /** Name of the device that it computes on; '' before it began. */
  device: z.string(),
  /** What computed its epochs, in order, with driver and reason; empty before it began and for runs of earlier versions. */
  computedOn: z.array(computedStretchSchema),
  /** The device that it broke off for; null where it did not. */
  lost: lostDeviceSchema.nullable(),
  state: z.enum(['preparing', 'running', 'done', 'stopped', 'interrupted', 'failed']),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  epochsDone: z.number(),
  bestEpoch: z.number().nullable(),
  /** Null without folds, before they were done, and for runs of earlier versions. */
  crossValidation: crossValidationSchema.nullable(),
  /** At which level it hears excerpts, by its dataset; left out where it hears none. */
  level: z.enum(levels).optional(),
  /** Null before it was measured, for networks that hear no audio as recorded, and for runs of earlier versions. */
  levelShift: levelShiftSchema.nullable(),
  metrics: metricsReportSchema.nullable(),
  /** From the simplest; empty before they were computed. */
  baselines: z.array(baselineSchema),
  /** Why they could not be computed; null where they could, or were not yet. */
  baselinesFailure: z.string().nullable(),
  /** How its dataset was split. */
  split: datasetSplitSchema.optional(),
  /**
   * How many test samples it may have remembered: by the split of its dataset, or because a branch that it took over learnt from them.
   * Left out for datasets of earlier versions and for runs with folds, which are measured on tracks that each fold left out.
   */
  leak: leakSchema.optional(),
  /** What its word vectors have read of tracks held out; empty without texts, and for runs of earlier versions. */
  vectorsRead: z.array(vectorsReadSchema),
  failure: z.string().nullable(),
  jobId: z.string().nullable(),
})
export type Run = z.infer<typeof runSchema>

export const runPredictionSchema = z.object({
  trackId: idSchema,
  title: z.string(),
  artist: z.string(),
  split: z.union([splitSchema, z.literal('fold')]),
  observedValence: labelCoordinateSchema,
  observedArousal: labelCoordinateSchema,
  valence: z.number(),
  arousal: z.number(),
})
export type RunPrediction = z.infer<typeof runPredictionSchema>

/** A layer as drawn in the Train view. */
export const layerShapeSchema = z.object({
  branch: z.string(),
  /** Such as `audio.3`, or `audio.3.0` where a residual holds it. */
  name: z.string(),
  label: z.string(),
  shape: z.string(),
  /** Trained numbers of its own. */
  parameters: z.number(),
  isHeld: z.boolean(),
})

export const publishedRowSchema = z.object({
  model: z.string(),
  valence: dimensionMetricsSchema,
  arousal: dimensionMetricsSchema,
  quadrantAccuracy: z.array(z.number()),
})

export const cacheInfoSchema = z.object({ bytes: z.number(), files: z.number() })

/** A network with its shapes, as it is drawn. */
export const networkDescriptionSchema = z.object({
  network: networkSchema,
  layers: z.array(layerShapeSchema),
  parameters: z.number(),
  /** What reaches the audio branch; null for a network without one. */
  excerpts: z
    .object({
      rule: excerptRuleSchema,
      /** Such as `20×1502`. */
      shape: z.string(),
      /** The shortest length of this pattern that the layers can read. */
      shortestSeconds: z.number(),
    })
    .nullable(),
})
export type NetworkDescription = z.infer<typeof networkDescriptionSchema>

export const trainingChannels = {
  ...embeddingChannels,
  ...backboneChannels,
  ...datasetChannels,
  'network.describe': {
    /** Shapes follow the excerpt rule of the dataset that is to be trained on; left out: the rule of the study. */
    argument: trainingSettingsSchema.extend({ excerptRule: excerptRuleSchema.optional() }),
    result: networkDescriptionSchema,
  },
  'features.extract': {
    argument: z.object({ filter: trackFilterSchema, excerptRule: excerptRuleSchema.optional() }),
    result: startedJobSchema,
  },
  /** Writes the MFCC of every track, before normalisation, as one .npy a track: 20 × the windows of the rule (1502 by default), float32. */
  'features.export': {
    argument: z.object({ directory: pathSchema, excerptRule: excerptRuleSchema.optional() }),
    result: startedJobSchema,
    writes: ['directory'],
  },
  'features.cache': { argument: nothing, result: cacheInfoSchema },
  'features.clear': { argument: nothing, result: cacheInfoSchema },
  'runs.start': {
    argument: z.object({
      datasetId: idSchema,
      name: z.string().optional(),
      settings: trainingSettingsSchema,
      /** Where the device is left to the program: compares although it remembers an earlier comparison. */
      compareDevices: z.boolean().optional(),
    }),
    result: startedJobSchema.extend({ runId: runIdSchema }),
  },
  /** Ends the run after its present step and keeps the best weights. */
  'runs.stop': { argument: z.object({ runId: runIdSchema }), result: nothing },
  /** Goes on with the device that it began with, unless another is given; `fallback` stands for that of its settings. */
  'runs.resume': {
    argument: z.object({ runId: runIdSchema, device: deviceWishSchema.optional(), fallback: fallbackSchema.optional() }),
    result: startedJobSchema,
  },
  /** Computes the baselines of a measured run (anew), as every run does by itself at its end. */
  'runs.baselines': { argument: z.object({ runId: runIdSchema }), result: startedJobSchema },
  'runs.list': { argument: nothing, result: z.array(runSchema) },
  'runs.epochs': { argument: z.object({ runId: runIdSchema }), result: z.array(epochSchema) },
  'runs.predictions': {
    argument: z.object({ runId: runIdSchema, split: z.union([splitSchema, z.literal('fold'), z.literal('all')]) }),
    result: z.array(runPredictionSchema),
  },
  'runs.rename': { argument: z.object({ runId: runIdSchema, name: z.string().min(1) }), result: nothing },
  'runs.delete': { argument: z.object({ runId: runIdSchema }), result: nothing },
  ...runNoteChannels,
  'results.published': { argument: nothing, result: z.array(publishedRowSchema) },
  'report.write': { argument: z.object({ directory: pathSchema }), result: z.object({ path: z.string() }), writes: ['directory'] },
} as const

import { z } from 'zod'
import { engineNames } from '../domain/device'
import { labelSources } from '../domain/label'
import { labelCoordinateSchema, pointSchema, textKindSchema } from './common'
import { namedBackboneSchema } from './backbones'
import { datasetSettingsSchema, leakSchema, splitSchema } from './datasets'
import { computedStretchSchema } from './devices'
import { networkSchema } from './network'
import { runNoteSchema, runTagsSchema } from './run-notes'
import { baselineSchema, metricsReportSchema } from './training'
import { trainingSettingsSchema } from './training-settings'

/** What a run bundle calls itself, and the form that this version writes. */
export const bundleFormat = 'circumplex-run'
export const bundleVersion = 1

/** SHA-256 in hexadecimal digits. */
const digestSchema = z.string().regex(/^[0-9a-f]{64}$/u, 'a SHA-256 in hexadecimal digits is wanted')

/** A track as another library can recognise it: by what its audio or its texts hold. */
export const bundledTrackSchema = z.object({
  externalId: z.string().nullable(),
  title: z.string(),
  artist: z.string(),
  /** Name of its file, for people; null without audio. */
  fileName: z.string().nullable(),
  /** Of its file's content; null without audio. */
  digest: digestSchema.nullable(),
  /** Of the texts that the network reads. */
  texts: z.partialRecord(textKindSchema, digestSchema),
  /** What folds keep together. */
  group: z.string(),
  split: splitSchema,
  valence: labelCoordinateSchema,
  arousal: labelCoordinateSchema,
  source: z.enum(labelSources),
})
export type BundledTrack = z.infer<typeof bundledTrackSchema>

/** A sample of the run, with what the run predicted of it. */
export const bundledSampleSchema = z.object({
  /** Index of its track. */
  track: z.number().int().nonnegative(),
  copy: z.number().int().nonnegative(),
  split: splitSchema,
  startSeconds: z.number().nonnegative().nullable(),
  endSeconds: z.number().positive().nullable(),
  valence: labelCoordinateSchema,
  arousal: labelCoordinateSchema,
  augmentationSeed: z.number().int().nullable(),
  /** Null for a sample that was not predicted, such as a copy in a run with folds. The fold, from 0, is null without folds. */
  predicted: z.object({ fold: z.number().int().nonnegative().nullable(), valence: z.number(), arousal: z.number() }).nullable(),
})
export type BundledSample = z.infer<typeof bundledSampleSchema>

/** Names of the files that a run begins with. */
export const bundledFileName = /^(inputs\.json|initial\.safetensors|lexicon\.json|vocabulary-[a-z]+\.json)$/u

/** Only names that a run's own folder has: the file may come from somebody else. */
const bundledFileSchema = z.object({
  name: z.string().regex(bundledFileName, 'not a file that a run begins with'),
  digest: digestSchema,
  base64: z.base64(),
})
export type BundledFile = z.infer<typeof bundledFileSchema>

/** Everything that a run follows from, but audio and texts. */
export const bundleContentSchema = z.object({
  writtenAt: z.string(),
  /** What computed it: the program, its packages as they were pinned, and the machine. */
  lock: z.object({
    program: z.string(),
    packages: z.record(z.string(), z.string()),
    runtime: z.string(),
    platform: z.string(),
    processor: z.string(),
  }),
  run: z.object({
    name: z.string(),
    /** What people wrote of it; empty in bundles of earlier versions. */
    note: runNoteSchema.default(''),
    tags: runTagsSchema.default([]),
    settings: trainingSettingsSchema,
    network: networkSchema,
    parameters: z.number().int().nonnegative(),
    engine: z.enum(engineNames),
    /** Kind of the device, such as `cpu`. */
    device: z.string(),
    computedOn: z.array(computedStretchSchema),
    leak: leakSchema.nullable(),
    metrics: metricsReportSchema.nullable(),
    baselines: z.array(baselineSchema),
    /** The mean label that each fold learnt from. */
    trainingMeans: z.array(pointSchema),
  }),
  dataset: z.object({ name: z.string(), digest: z.string(), licence: z.string(), settings: datasetSettingsSchema }),
  /** What its network reads of a backbone, whose file is not in the bundle; null without one, and in bundles of earlier versions. */
  backbone: namedBackboneSchema.nullable().default(null),
  /** In the order of the run's samples. */
  tracks: z.array(bundledTrackSchema).min(1),
  samples: z.array(bundledSampleSchema).min(1),
  /** What the run began with beside its samples: vocabularies, word vectors, the lexicon, tensors of earlier runs. */
  files: z.array(bundledFileSchema),
})
export type BundleContent = z.infer<typeof bundleContentSchema>

/** The content that a trained run keeps of its bundle, to be held against. */
export const keptBundleSchema = bundleContentSchema.omit({ files: true })
export type KeptBundle = z.infer<typeof keptBundleSchema>

/** The file: `digest` is the SHA-256 of the JSON text of `content`, without blanks. */
export const bundleEnvelopeSchema = z.object({
  format: z.literal(bundleFormat),
  version: z.number().int().positive(),
  digest: digestSchema,
  content: z.unknown(),
})

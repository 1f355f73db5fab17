import { z } from 'zod'
import { defaultExcerptRule } from '../domain/excerpt-rule'
import { datasetForms } from '../domain/sample-tracks'
import { splitOrder } from '../domain/split'
import { tableFormats } from '../domain/table-format'
import { idSchema, modalitySchema, nothing, pathSchema, quadrantCountsSchema, scaleSchema, textKindSchema } from './common'
import { excerptRuleSchema } from './excerpt-rule'
import { trackFilterSchema, trackRowSchema } from './tracks'

export const splitNames = splitOrder
export const splitSchema = z.enum(splitNames)

/** The size that each quadrant of the training set gets; `fraction` is a fraction of the fullest quadrant. */
export const balanceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('fixed'), perQuadrant: z.number().int().min(1).max(100_000).default(3000) }),
  z.object({ kind: z.literal('fraction'), fraction: z.number().positive().max(10).default(1) }),
])

/**
 * Which excerpts of its tracks a dataset takes up: their middles; those that people drew on the waveform or that were imported, each with
 * its own label where it has one, else the track's; so many of every track with random starts; or the whole track in consecutive excerpts.
 */
export const excerptChoiceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('middle') }),
  z.object({ kind: z.literal('chosen') }),
  z.object({ kind: z.literal('random'), perTrack: z.number().int().min(1).max(50).default(3) }),
  z.object({ kind: z.literal('steps') }),
])

/** How the texts of copies differ from their originals. */
export const textVariationSchema = z.object({
  /** Share of the words that are replaced by a synonym of WordNet. */
  synonymShare: z.number().min(0).max(1).default(0.2),
  reorderSentences: z.boolean().default(false),
})
export type TextVariation = z.infer<typeof textVariationSchema>

export const datasetSettingsSchema = z.object({
  name: z.string().min(1),
  filter: trackFilterSchema.default({}),
  /** Modalities every track must have; audio-only datasets leave out tracks without a file. */
  modalities: z.array(modalitySchema).default(['audio']),
  /** ISO 639-1: tracks whose texts are surely in another language are left out; left out itself, all languages are taken. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'a language code such as en is wanted')
    .optional(),
  shares: z
    .object({ train: z.number().positive(), validation: z.number().nonnegative(), test: z.number().positive() })
    .default({ train: 0.7, validation: 0.15, test: 0.15 }),
  groupBy: z.enum(['track', 'artist', 'album']).default('track'),
  seed: z.number().int().default(1),
  /** 'as-published' balances before it splits, so that tracks leak into the test set; it balances to 3,000 by default. */
  form: z.enum(datasetForms).default('sound'),
  balance: balanceSchema.default({ kind: 'none' }),
  excerpts: excerptChoiceSchema.default({ kind: 'middle' }),
  /** How long an excerpt is, and how much of it networks hear. */
  excerptRule: excerptRuleSchema.default({ ...defaultExcerptRule }),
  /** How often each excerpt of a training track is taken, each further time with another start and with other synonyms. */
  excerptsPerTrack: z.number().int().min(1).max(50).default(1),
  textVariation: textVariationSchema.default({ synonymShare: 0.2, reorderSentences: false }),
})
export type DatasetSettings = z.infer<typeof datasetSettingsSchema>

/** How a dataset was frozen: by settings, or for the proof of a label version. */
export const frozenSettingsSchema = datasetSettingsSchema.extend({
  /** Its training and validation tracks have the labels of this version; its test tracks those of the judge. */
  proof: z.object({ versionId: idSchema, judge: z.string() }).optional(),
})
export type FrozenSettings = z.infer<typeof frozenSettingsSchema>

const leakCountSchema = z.object({ rows: z.number(), leaked: z.number(), share: z.number() })
/** Test rows whose track is in the training set too: in all and in Q1, Q2, Q3, Q4. */
export const leakSchema = leakCountSchema.extend({
  quadrants: z.tuple([leakCountSchema, leakCountSchema, leakCountSchema, leakCountSchema]),
})

/** How a dataset was split. */
export const datasetSplitSchema = z.object({ form: z.enum(datasetForms), groupBy: datasetSettingsSchema.shape.groupBy.removeDefault() })

/** Labelled tracks of the filter that a dataset does not take up, by reason. */
export const leftOutSchema = z.object({
  /** They lack a modality that every track must have, such as audio. */
  withoutModality: z.number().int().nonnegative().default(0),
  /** Their texts are in another language. */
  inOtherLanguage: z.number().int().nonnegative().default(0),
  /** Tracks of checked sets: no network that is judged by them learns from them. */
  inCheckedSet: z.number().int().nonnegative().default(0),
  /** Nobody chose an excerpt of them. */
  withoutExcerpt: z.number().int().nonnegative().default(0),
})
export type LeftOut = z.infer<typeof leftOutSchema>

/** What each choice of excerpts would take up, before training tracks are balanced. */
export const choiceCountSchema = z.object({
  excerpts: excerptChoiceSchema,
  tracks: z.number().int().nonnegative(),
  samples: z.number().int().nonnegative(),
  /** Tracks that are shorter than an excerpt, which is filled by repeating them. */
  repeatedTracks: z.number().int().nonnegative(),
  /** Samples whose excerpt has a label of its own. */
  ownLabels: z.number().int().nonnegative(),
  leftOut: leftOutSchema,
  /** Why freezing would refuse this choice, and what to do; null where it would not. Excerpts that do not fit have 0 tracks. */
  refusal: z.object({ reason: z.string(), hint: z.string() }).nullable(),
})
export type ChoiceCount = z.infer<typeof choiceCountSchema>

const splitCountsSchema = z.object({ train: z.number(), validation: z.number(), test: z.number() })

export const datasetSchema = z.object({
  id: idSchema,
  name: z.string(),
  digest: z.string(),
  createdAt: z.string(),
  settings: frozenSettingsSchema,
  /** Tracks with at least one sample; as published a track counts where its original lies. */
  tracks: splitCountsSchema,
  /** Tracks whose label has one dimension alone. */
  oneDimension: z.object({ valence: z.number(), arousal: z.number() }),
  /** Tracks of each quadrant, of those with both dimensions. */
  quadrants: quadrantCountsSchema,
  samples: splitCountsSchema,
  /** Training samples of each quadrant. */
  trainingQuadrants: quadrantCountsSchema,
  /** Null for datasets of earlier versions, which were split by track. */
  leak: leakSchema.nullable(),
  leftOut: leftOutSchema,
  /** What a user should know, such as a quadrant that stayed empty. */
  warnings: z.array(z.string()),
  versionId: idSchema.nullable(),
  lexiconLicence: z.string(),
})
export type Dataset = z.infer<typeof datasetSchema>

const sampleTextsSchema = z.record(textKindSchema, z.string().nullable())

/** A sample to look at and to hear: its excerpt in the track and its texts, varied where it is a copy. */
export const samplePreviewSchema = z.object({
  copy: z.number(),
  split: splitSchema,
  /** The excerpt of the library that it was when the dataset was frozen; null: the program chose it. */
  excerptId: idSchema.nullable(),
  /** Null: the track has no audio, or the network hears its middle. */
  startSeconds: z.number().nullable(),
  endSeconds: z.number().nullable(),
  /** The frozen label of the sample; null: none of that dimension. */
  valence: z.number().nullable(),
  arousal: z.number().nullable(),
  augmentationSeed: z.number().nullable(),
  texts: sampleTextsSchema,
})
export type SamplePreview = z.infer<typeof samplePreviewSchema>

/** A track of a dataset, and how many of its samples lie in each set. */
export const datasetTrackSchema = z.object({ track: trackRowSchema, samples: splitCountsSchema })
export type DatasetTrack = z.infer<typeof datasetTrackSchema>

export const datasetChannels = {
  'datasets.list': { argument: nothing, result: z.array(datasetSchema) },
  /** How many tracks and samples each choice of excerpts would give with these settings: as asked, and the other kinds. */
  'datasets.count': {
    argument: datasetSettingsSchema.omit({ name: true }),
    result: z.object({ labelled: z.number().int().nonnegative(), choices: z.array(choiceCountSchema) }),
  },
  'datasets.freeze': { argument: datasetSettingsSchema, result: datasetSchema },
  /**
   * The newest dataset that was frozen alike (settings but the name, label version, labels, sets and samples), else a new one of this
   * name.
   */
  'datasets.reuse': { argument: datasetSettingsSchema, result: z.object({ dataset: datasetSchema, reused: z.boolean() }) },
  'datasets.delete': { argument: z.object({ datasetId: idSchema }), result: nothing },
  /** The tracks that have samples in a dataset, by title; `split` and `onlyCopies` leave out tracks without such samples. */
  'datasets.tracks': {
    argument: z.object({
      datasetId: idSchema,
      search: z.string().default(''),
      split: splitSchema.nullable().default(null),
      onlyCopies: z.boolean().default(false),
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    result: z.object({ total: z.number(), rows: z.array(datasetTrackSchema) }),
  },
  /** All samples of a track, excerpt by excerpt, the original first. */
  'datasets.sample': {
    argument: z.object({ datasetId: idSchema, trackId: idSchema }),
    result: z.object({ trackId: idSchema, title: z.string(), excerptSeconds: z.number(), samples: z.array(samplePreviewSchema) }),
  },
  'datasets.export': {
    argument: z.object({
      datasetId: idSchema,
      path: pathSchema,
      format: z.enum(tableFormats),
      scale: scaleSchema.default('-1-1'),
      /** Gives each row the fold that a run with so many folds and this seed would have it in. */
      folds: z.object({ count: z.number().int().min(2).max(20), seed: z.number().int() }).optional(),
    }),
    result: z.object({ path: z.string(), samples: z.number() }),
    writes: ['path'],
  },
} as const

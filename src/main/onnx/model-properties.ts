import { z } from 'zod'
import { namedBackboneSchema } from '@shared/contract/backbones'
import { textKindSchema } from '@shared/contract/common'
import { datasetSplitSchema, leakSchema } from '@shared/contract/datasets'
import { networkSchema } from '@shared/contract/network'
import { crossValidationSchema, levelShiftSchema, metricsReportSchema, vectorsReadSchema } from '@shared/contract/training'
import { baselineNames } from '@shared/domain/baseline'
import { defaultExcerptRule, type ExcerptRule, levelOf, levels, withLevel } from '@shared/domain/excerpt-rule'
import { fail } from '@shared/domain/failure'
import { dimensions } from '@shared/domain/plane'

/** How a track becomes the samples that a model hears. */
const excerptRuleSchema = z.object({
  sampleRate: z.number(),
  /** Length of the range taken from the track. */
  sourceSeconds: z.number(),
  /** Of every segment of so many seconds … */
  segmentSeconds: z.number(),
  /** … the first so many are kept. */
  keptSegmentSeconds: z.number(),
  /** At which level the network hears an excerpt; left out: as recorded. The graph itself brings it to one loudness. */
  level: z.enum(levels).optional(),
  /** What a prediction takes by default. */
  start: z.literal('middle'),
  /** What happens to tracks shorter than the range. */
  shorter: z.literal('repeated'),
})

/** The rule by which a model's excerpts are cut; that of the study for a model without audio. */
export function ruleOfModel({ excerptRule }: Pick<ModelProperties, 'excerptRule'>): ExcerptRule {
  if (!excerptRule) return defaultExcerptRule
  const { sourceSeconds, segmentSeconds, keptSegmentSeconds, level } = excerptRule
  return withLevel({ lengthSeconds: sourceSeconds, segmentSeconds, keptSegmentSeconds }, levelOf({ level }))
}

/** `file` lies beside the model; `size` counts the padding's id 0. */
const vocabularySchema = z.object({ modality: textKindSchema, file: z.string(), sha256: z.string(), size: z.number() })
export type ModelVocabulary = z.infer<typeof vocabularySchema>

/** How a text becomes the tokens that a model reads. */
const textRuleSchema = z.object({
  /** Tokens that are read of a text; a shorter one is padded with the id 0. */
  tokens: z.number(),
  stemmer: z.literal('porter-original'),
  /** Version of the cleaning before it. */
  cleaning: z.literal(1),
})

/** What a baseline says about itself, where the model is one. */
const modelBaselineSchema = z.object({
  name: z.enum(baselineNames),
  /** What it reads, such as "summary features"; empty for the mean. */
  reads: z.string(),
  /** What it chose by itself, such as "penalty 100"; null: nothing. */
  chosen: z.string().nullable(),
  /** Folds of its run, whose figures it cites: it has learnt from all samples then. 0: from the training set. */
  folds: z.number().int().nonnegative(),
  samples: z.number().int().positive(),
})
export type ModelBaseline = z.infer<typeof modelBaselineSchema>

/** What a model says about itself, kept in the ONNX file's own metadata. */
const modelPropertiesSchema = z.object({
  name: z.string().min(1),
  version: z.string(),
  modality: z.string(),
  /** Scale of the output. */
  scale: z.literal('-1-1'),
  runId: z.string(),
  createdAt: z.string(),
  engine: z.string(),
  /** Null for a baseline. */
  network: networkSchema.nullable(),
  /** Null for a network. */
  baseline: modelBaselineSchema.nullable().default(null),
  /** Null for models without audio. */
  excerptRule: excerptRuleSchema.nullable(),
  vocabularies: z.array(vocabularySchema),
  /** The model from elsewhere within it; null where it holds none, and for models of earlier versions. */
  backbone: namedBackboneSchema.nullable().default(null),
  /** Null for models without texts. */
  textRule: textRuleSchema.nullable().default(null),
  datasetName: z.string(),
  datasetDigest: z.string(),
  /**
   * How the dataset was split, and how many test samples the run may have remembered (null: not measured). Null for models of earlier
   * versions.
   */
  split: datasetSplitSchema.extend({ leak: leakSchema.nullable() }).nullable().default(null),
  /**
   * Of a network that was fitted on all tracks: how the folds were trained that its metrics come from. Null for others, and for models of
   * earlier versions.
   */
  crossValidation: crossValidationSchema.nullable().default(null),
  /** What its word vectors have read of tracks held out; empty without texts, and for models of earlier versions. */
  vectorsRead: z.array(vectorsReadSchema).default([]),
  tracks: z.object({ train: z.number(), validation: z.number(), test: z.number() }),
  /** How many tracks have a label of each dimension; left out where all have both. */
  labelledTracks: z.object({ valence: z.number(), arousal: z.number() }).optional(),
  /**
   * Keys of the tracks that it was trained on, several for each track, by which another library recognises them; null where they are not
   * known, as for models of earlier versions.
   */
  trainingTracks: z.array(z.string()).nullable().default(null),
  /** By how much gains of the files move its predictions; null where that was not measured, as for models of earlier versions. */
  levelShift: levelShiftSchema.nullable().default(null),
  /** On the test set, or on the tracks that each fold left out, in −1…1, with 95 % intervals; null when it was not measured. */
  metrics: metricsReportSchema.nullable(),
  lexiconLicence: z.string(),
  labelLicence: z.string(),
  weightsSha256: z.string(),
})
export type ModelProperties = z.infer<typeof modelPropertiesSchema>

/** What a model says without ever having learnt it, a sentence for each dimension that no track had a label of. */
export function neverLabelled({ labelledTracks }: Pick<ModelProperties, 'labelledTracks'>): string[] {
  return dimensions
    .filter((dimension) => labelledTracks?.[dimension] === 0)
    .map((dimension) => `No track had a label of ${dimension}: what the model says of ${dimension} was never learnt and means nothing.`)
}

/** Properties that follow from a run, whatever is exported of it. */
export const runPropertiesSchema = modelPropertiesSchema.omit({
  modality: true,
  scale: true,
  network: true,
  baseline: true,
  excerptRule: true,
  textRule: true,
  weightsSha256: true,
})
export type RunProperties = z.infer<typeof runPropertiesSchema>

const formatKey = 'circumplex_model'
/** Versions of what is written: 2 where the model is a baseline, which earlier versions of the program do not know. */
const formatVersions = { network: '1', baseline: '2' } as const
const knownFormats: ReadonlySet<string> = new Set(Object.values(formatVersions))
const textKeys = new Set<string>([
  'name',
  'version',
  'modality',
  'scale',
  'runId',
  'createdAt',
  'engine',
  'datasetName',
  'datasetDigest',
  'lexiconLicence',
  'labelLicence',
  'weightsSha256',
])

/** Converts properties to ONNX metadata: words as they are, everything else as JSON. */
export function metadataFromProperties(properties: ModelProperties): Record<string, string> {
  const entries = Object.entries<unknown>({ ...properties }).map(([key, value]): [string, string] => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return { [formatKey]: formatVersions[properties.baseline ? 'baseline' : 'network'], ...Object.fromEntries(entries) }
}

/**
 * Converts ONNX metadata to properties.
 * @param source the file's name for messages
 * @throws Failure `file-invalid` when the model is not ours or its metadata is damaged, `unsupported` when it comes from a newer version
 */
export function propertiesFromMetadata(metadata: Readonly<Record<string, string>>, source: string): ModelProperties {
  const format = metadata[formatKey]
  if (format === undefined)
    return fail(
      'file-invalid',
      `${source} is an ONNX model, but not one that Circumplex exported.`,
      'Choose a model.onnx that Circumplex exported.',
    )
  if (!knownFormats.has(format))
    return fail(
      'unsupported',
      `${source} has the model format ${format}; this version reads the formats ${[...knownFormats].join(' and ')}.`,
      'Update Circumplex, or export the model again.',
    )
  const values = Object.entries(metadata).map(([key, text]): [string, unknown] => [key, textKeys.has(key) ? text : parseJson(text)])
  const parsed = modelPropertiesSchema.safeParse(Object.fromEntries(values))
  if (parsed.success) return parsed.data
  return fail(
    'file-invalid',
    `The metadata of ${source} is damaged (${parsed.error.issues[0]?.path.join('.') ?? ''}).`,
    'Export the model again from its run.',
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

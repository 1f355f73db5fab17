import { z } from 'zod'
import { publishedNames } from '../domain/published-networks'
import { datasetForms } from '../domain/sample-tracks'
import { idSchema, nothing, runIdSchema } from './common'
import { datasetSettingsSchema, leakSchema } from './datasets'
import { engineSchema } from './devices'
import { embeddingSettingsSchema } from './embeddings'
import { startedJobSchema } from './jobs'
import { metricsReportSchema, publishedRowSchema, runSchema } from './training'
import { trainingSettingsSchema } from './training-settings'

const studyModalitySchema = z.enum(publishedNames)
export type StudyModality = z.infer<typeof studyModalitySchema>

/** The study in one action; smaller numbers scale it down for small libraries. */
export const studySettingsSchema = z.object({
  /** Names its datasets and runs: starting a study of the same name again goes on with it. */
  name: z.string().min(1).default('Study'),
  forms: z
    .array(z.enum(datasetForms))
    .min(1)
    .default([...datasetForms]),
  modalities: z
    .array(studyModalitySchema)
    .min(1)
    .default([...studyModalitySchema.options]),
  epochs: z.number().int().min(1).max(100_000).default(2000),
  /** Samples of each quadrant, the sets together; the sound form gives its training set the same share of them. */
  perQuadrant: z.number().int().min(1).max(100_000).default(3000),
  groupBy: datasetSettingsSchema.shape.groupBy,
  seed: z.number().int().default(1),
  engine: engineSchema.default('auto'),
  device: trainingSettingsSchema.shape.device,
  fallback: trainingSettingsSchema.shape.fallback,
  /** Numbers of the word vectors that all runs of a kind of text share; a study keeps the size that it was begun with. */
  vectorSize: embeddingSettingsSchema.shape.size,
})
export type StudySettings = z.infer<typeof studySettingsSchema>

/** One of the study's runs beside what was published. Metrics are on −1…1, published ones on 0…1. */
export const studyRowSchema = z.object({
  form: z.enum(datasetForms),
  modality: studyModalitySchema,
  datasetId: idSchema.nullable(),
  runId: runIdSchema.nullable(),
  /** 'waiting': not begun; 'not-possible': the library or this version lacks what it needs, see `reason`. */
  state: z.union([runSchema.shape.state, z.enum(['waiting', 'not-possible'])]),
  reason: z.string().nullable(),
  epochsDone: z.number(),
  metrics: metricsReportSchema.nullable(),
  /** Errors converted to 0…1, to be read beside the published ones. */
  onPublishedScale: publishedRowSchema.pick({ valence: true, arousal: true }).nullable(),
  leak: leakSchema.nullable(),
  published: publishedRowSchema,
})
export type StudyRow = z.infer<typeof studyRowSchema>

export const studyChannels = {
  /** Freezes what is missing, trains what is missing, resumes what was broken off. Its job's value is the list of rows. */
  'study.start': { argument: studySettingsSchema, result: startedJobSchema },
  /** How the study was begun that was begun last; null for none. */
  'study.begun': { argument: nothing, result: studySettingsSchema.nullable() },
  /** Where the study stands. */
  'study.results': { argument: studySettingsSchema, result: z.array(studyRowSchema) },
} as const

import { z } from 'zod'
import { trackModalities } from '../domain/modality'
import { comparedVersionSchema, judgeSchema } from './checked-sets'
import { idSchema, nothing, runIdSchema } from './common'
import { datasetSettingsSchema } from './datasets'
import { engineSchema } from './devices'
import { startedJobSchema } from './jobs'
import { runSchema } from './training'
import { trainingSettingsSchema } from './training-settings'

export const fewestSeeds = 3
export const mostVersions = 6

/**
 * What a repair of labels is worth to networks: the same networks learn from each version of the labels, with the same tracks, sets and
 * seeds, and are judged by what people hear.
 */
export const repairSettingsSchema = z.object({
  /** Names its datasets and runs: starting one of the same name again goes on with it. */
  name: z.string().trim().min(1).max(100),
  /** Label versions; the others are held against the first. */
  versions: z
    .array(idSchema)
    .min(2, 'two or more label versions are wanted')
    .max(mostVersions, `${mostVersions} label versions at most`)
    .refine((versions) => new Set(versions).size === versions.length, 'a label version is named twice'),
  against: judgeSchema,
  /** What the networks read, each by itself. */
  modalities: z.array(z.enum(trackModalities)).min(1).default(['audio']),
  /** Networks of each version and modality; one seed alone proves little. */
  seeds: z.number().int().min(fewestSeeds, `${fewestSeeds} seeds or more are wanted: one network alone proves little`).max(30).default(3),
  epochs: z.number().int().min(1).max(100_000).default(60),
  /** Tracks that a network learns from at most; more are drawn at random, the same for all versions. */
  trackLimit: z.number().int().min(8).max(1_000_000).default(2000),
  /** Tracks that share this with a judged track are learnt from by no network. */
  groupBy: datasetSettingsSchema.shape.groupBy,
  seed: z.number().int().default(1),
  engine: engineSchema.default('auto'),
  device: trainingSettingsSchema.shape.device,
})
export type RepairSettings = z.infer<typeof repairSettingsSchema>

/** A repair that may leave its name to the program. */
export type RepairRequest = Omit<RepairSettings, 'name'> & { readonly name?: string | undefined }

/** One network of a repair. */
export const repairRunSchema = z.object({
  versionId: idSchema,
  modality: z.enum(trackModalities),
  seed: z.number().int(),
  datasetId: idSchema.nullable(),
  runId: runIdSchema.nullable(),
  state: z.union([runSchema.shape.state, z.literal('waiting')]),
  /** Why it failed. */
  reason: z.string().nullable(),
  epochsDone: z.number(),
})
export type RepairRun = z.infer<typeof repairRunSchema>

/** Networks of one modality, judged; errors on −1…1. */
export const judgedNetworksSchema = z.object({
  modality: z.enum(trackModalities),
  /** A row for each version; empty before each version has a network that is done. */
  rows: z.array(
    comparedVersionSchema.extend({
      /** Mean absolute error of both dimensions that predicting the mean of the training labels would have. */
      baseline: z.number(),
      /** For each seed by how much its network is closer than that of the first version; empty for the first version. */
      bySeed: z.array(z.object({ seed: z.number().int(), closer: z.number() })),
    }),
  ),
})
export type JudgedNetworks = z.infer<typeof judgedNetworksSchema>

export const repairResultSchema = z.object({
  settings: repairSettingsSchema,
  /** By what the networks are judged. */
  judge: z.string(),
  runs: z.array(repairRunSchema),
  networks: z.array(judgedNetworksSchema),
  /** Judged tracks that a network learnt from; 0 unless something is wrong. */
  judgedInTraining: z.number().int().nonnegative(),
  notes: z.array(z.string()),
})
export type RepairResult = z.infer<typeof repairResultSchema>

const removedRepairSchema = z.object({
  name: z.string(),
  /** Runs and datasets that went with it. */
  runs: z.number().int().nonnegative(),
  datasets: z.number().int().nonnegative(),
})
export type RemovedRepair = z.infer<typeof removedRepairSchema>

export const repairChannels = {
  /** Freezes what is missing, trains what is missing, resumes what was broken off. Its job's value is the result. */
  'repair.start': { argument: repairSettingsSchema.partial({ name: true }), result: startedJobSchema },
  /** All repairs that were begun, the newest first, each as far as it is. */
  'repair.list': { argument: nothing, result: z.array(repairResultSchema) },
  /** Removes a repair with its runs and datasets; exported models stay. */
  'repair.remove': { argument: z.object({ name: z.string() }), result: removedRepairSchema },
} as const

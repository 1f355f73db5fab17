import { z } from 'zod'
import { augmentationKinds } from '../domain/augmentation'
import { anyDevice } from '../domain/device'
import { normalisations, optimisers } from '../domain/network'
import { architectures } from '../domain/recommended-settings'
import { networkNames } from '../domain/published-networks'
import { idSchema, modalitySchema } from './common'
import { deviceWishSchema, engineSchema, fallbackSchema } from './devices'
import { networkSchema } from './network'

/** Numbers that the projections of a fusion's branches give to its head together, by default. */
const projectedUnits = 256

/** How a fusion takes over what earlier runs have learnt. */
export const fusionSettingsSchema = z.object({
  /** Id of the run whose branch is taken over; left out: the newest finished run of that modality on the same dataset. */
  runs: z.partialRecord(modalitySchema, z.string().optional()).default({}),
  /** Frozen branches are not trained any more and computed once a track; else they are trained on with the head. */
  frozen: z.boolean().default(true),
  /** Convolution blocks that are kept of each branch, counted from its input; left out: all of them. */
  keepBlocks: z.partialRecord(modalitySchema, z.number().int().min(1).optional()).default({}),
  /**
   * Which part of the joined numbers comes from the first branch: a linear layer behind each branch gives its share of `shareUnits`. It is
   * trained, frozen branches or not. Null: the branches are joined as they are.
   */
  share: z.number().gt(0).lt(1).nullable().default(null),
  /** Numbers that both branches give to the head together; unused without a share. */
  shareUnits: z.number().int().min(2).max(4096).default(projectedUnits),
})
export type FusionSettings = z.infer<typeof fusionSettingsSchema>

const amountUpTo = (most: number): z.ZodDefault<z.ZodNumber> => z.number().min(0).max(most).default(0)

/** As `Augmentation`. */
export const augmentationSchema = z.object({
  gainDecibels: amountUpTo(augmentationKinds.gainDecibels.most),
  shiftSeconds: amountUpTo(augmentationKinds.shiftSeconds.most),
  maskShare: amountUpTo(augmentationKinds.maskShare.most),
})

/** About how many of the last epochs the weights are averaged over; null: the weights as the last step left them. */
export const averageEpochsSchema = z.number().int().min(2).max(1000).nullable()

export const trainingSettingsSchema = z.object({
  modality: z.enum(networkNames).default('audio'),
  /** The study's layers, or those that do better on real music and texts (of one modality). */
  architecture: z.enum(architectures).default('published'),
  engine: engineSchema.default('auto'),
  /** What the engine computes on: an id, a kind or a name of `devices.list`, or `auto`. */
  device: deviceWishSchema.default(anyDevice),
  fallback: fallbackSchema.default('none'),
  epochs: z.number().int().min(1).max(100_000).default(60),
  batchSize: z.number().int().min(2).max(1024).default(64),
  learningRate: z.number().positive().max(10).default(0.01),
  /** The learning rate is divided by ten after this epoch; null: after half of the epochs. */
  dropAfterEpoch: z.number().int().positive().nullable().default(null),
  weightDecay: z.number().min(0).max(1).default(0.01),
  /** Plain gradients, as the study's, or Adam. */
  optimiser: z.enum(optimisers).default('sgd'),
  /** How excerpts are varied while they are learnt from; null: not at all. */
  augmentation: augmentationSchema.nullable().default(null),
  averageEpochs: averageEpochsSchema.default(null),
  /**
   * Stops when validation loss has not improved for so many epochs; null: never. With folds each holds back a tenth of its training tracks
   * for it.
   */
  patience: z.number().int().positive().nullable().default(null),
  seed: z.number().int().default(1),
  filters: z.number().int().min(1).max(512).default(16),
  /** 0: none, for a network behind a backbone alone, whose head is then linear. */
  hiddenUnits: z.number().int().min(0).max(4096).default(64),
  dropout: z.number().min(0).max(0.95).default(0.5),
  normalisation: z.enum(normalisations).default('global'),
  targetScale: z.enum(['-1-1', '0-1']).default('-1-1'),
  /**
   * 0: the dataset's own split. 2 or more: that many folds by track (and by the dataset's groups), one out-of-fold prediction for every
   * track.
   */
  folds: z.number().int().min(0).max(20).default(0),
  /** With folds: trains a network on all tracks after them, which is what export gives. */
  thenFitAll: z.boolean().default(false),
  /** Word vectors of a text branch; null: the newest of the library, and where there are none, small ones are learnt first. */
  embeddingId: idSchema.nullable().default(null),
  /** What a backbone branch reads; null: the newest backbone of the library. */
  backboneId: idSchema.nullable().default(null),
  /** For a fusion only. Null: the newest finished runs of the dataset, whole and frozen. */
  fusion: fusionSettingsSchema.nullable().default(null),
  /** A network of one's own; it then stands for modality, filters, hiddenUnits, dropout and normalisation. */
  network: networkSchema.nullable().default(null),
})
export type TrainingSettings = z.infer<typeof trainingSettingsSchema>

import { z } from 'zod'
import { coordinateSchema, idSchema, labelCoordinateSchema, modalitySchema, pathSchema, textKindSchema } from '../common'
import { excerptRuleSchema } from '../excerpt-rule'
import { networkSchema } from '../network'
import { anyDevice, engineNames } from '../../domain/device'
import { deviceChoiceSchema, deviceSchema, deviceWishSchema, engineSchema } from '../devices'
import { optimisers } from '../../domain/network'
import { crossValidationSchema, epochSchema, levelShiftSchema, splitSchema } from '../training'
import { augmentationSchema, averageEpochsSchema } from '../training-settings'

/**
 * A file of one sample's numbers, row-major and little-endian, of the shape that its modality has: float32, or int32 for token ids. It is
 * named by its content.
 */
const inputFileSchema = z.object({
  path: pathSchema,
  /** Where the excerpt begins in the track that the numbers come from; left out where they stand for the whole track. */
  startSeconds: z.number().nonnegative().optional(),
})
export type InputFile = z.infer<typeof inputFileSchema>

const trainingSampleSchema = z.object({
  trackId: idSchema,
  /** Artist and title, for messages. */
  name: z.string().optional(),
  split: splitSchema,
  /** Counts the samples of a track from 0. */
  copy: z.number().int().nonnegative().default(0),
  /** Whether it is no varied copy: folds predict and measure originals, and learn from all. Left out: sample 0 alone is original. */
  original: z.boolean().optional(),
  /** Folds never part the tracks of a group; left out: the track stands alone. */
  group: z.string().optional(),
  /** Where its track stands among the others, for folds; left out: by its id. */
  rank: z.number().int().nonnegative().optional(),
  /** The label of the sample's excerpt, −1…1; null: it has none of that dimension, and nothing is learnt of it there. */
  valence: labelCoordinateSchema,
  arousal: labelCoordinateSchema,
  inputs: z.partialRecord(modalitySchema, inputFileSchema),
})
export type TrainingSample = z.infer<typeof trainingSampleSchema>

/** The manifest file that names all samples of a run; paths are absolute or relative to the manifest's folder. */
export const trainingManifestSchema = z.object({ samples: z.array(trainingSampleSchema) })
export type TrainingManifest = z.infer<typeof trainingManifestSchema>

/** Settings of the optimiser and the loop. */
export const optimiserSettingsSchema = z.object({
  epochs: z.number().int().min(1).max(100_000),
  batchSize: z.number().int().min(2).max(1024),
  learningRate: z.number().positive().max(10),
  /** The learning rate is divided by ten after this epoch; null: after half of the epochs. */
  dropAfterEpoch: z.number().int().positive().nullable(),
  weightDecay: z.number().min(0).max(1),
  /** Left out: plain gradients. */
  optimiser: z.enum(optimisers).optional(),
  /** Left out or null: excerpts are read as they are. */
  augmentation: augmentationSchema.nullish(),
  /** Left out or null: nothing is averaged. */
  averageEpochs: averageEpochsSchema.optional(),
  /** Stops when validation loss has not improved for so many epochs; null: never. */
  patience: z.number().int().positive().nullable(),
  seed: z.number().int(),
  targetScale: z.enum(['-1-1', '0-1']),
})
export type OptimiserSettings = z.infer<typeof optimiserSettingsSchema>

export const trainingPayloadSchema = z.object({
  /** Made when missing; holds checkpoints, `weights.safetensors` and `predictions.json`. */
  runDirectory: pathSchema,
  network: networkSchema,
  engine: engineSchema.default('auto'),
  device: deviceWishSchema.default(anyDevice),
  /** Adapters of WebGPU that the run may use; a run on the processor needs none. */
  adapters: z.array(deviceSchema).default([]),
  /** Why engine and device were chosen, where the program compared. */
  choice: deviceChoiceSchema.optional(),
  settings: optimiserSettingsSchema,
  manifestPath: pathSchema,
  /** Goes on from the run's last checkpoint; without one it begins anew. */
  resume: z.boolean().default(false),
  /** Breaks off after this epoch of each part, to go on from it later; left out: after the last. */
  untilEpoch: z.number().int().positive().optional(),
  /** 0: the manifest's splits. 2 or more: so many folds by track and group, one out-of-fold prediction for every track. */
  folds: z.number().int().min(0).max(20).default(0),
  /** With folds: trains a network on all samples after them. */
  fitAll: z.boolean().default(false),
  /** Sizes of the token vocabularies, padding (id 0) included; needed with text. */
  vocabularySizes: z.partialRecord(textKindSchema, z.number().int().min(1)).default({}),
  /** How the excerpts of the inputs were cut, which gives the MFCC their width; left out: the rule of the study. */
  excerptRule: excerptRuleSchema.optional(),
  /** Safetensors files whose tensors replace the initial ones of the same name: embeddings, blocks of earlier runs. */
  initialWeightsPaths: z.array(pathSchema).default([]),
})
export type TrainingPayload = z.infer<typeof trainingPayloadSchema>

/** Sent before the first epoch. */
const trainingStartedItemSchema = z.object({
  kind: z.literal('started'),
  engine: z.enum(engineNames),
  device: deviceSchema,
  /** Left out where the user chose engine and device. */
  choice: deviceChoiceSchema.optional(),
  parameters: z.number(),
  /** Samples of the first fold or split. */
  samples: z.object({ train: z.number(), validation: z.number(), test: z.number() }),
})
/** Sent after each epoch; a resumed run sends again the epochs after its checkpoint. */
const trainingEpochItemSchema = z.object({ kind: z.literal('epoch'), epoch: epochSchema })
export const trainingItemSchema = z.discriminatedUnion('kind', [trainingStartedItemSchema, trainingEpochItemSchema])
export type TrainingItem = z.infer<typeof trainingItemSchema>

export const trainingResultSchema = z.object({
  state: z.enum(['done', 'stopped']),
  engine: z.enum(engineNames),
  device: deviceSchema,
  parameters: z.number(),
  epochsDone: z.number(),
  /** The epoch whose weights were kept; null with folds. */
  bestEpoch: z.number().nullable(),
  /** Best weights as safetensors; with folds those of the network on all samples, null where there is none. */
  weightsPath: z.string().nullable(),
  predictionsPath: z.string(),
  /** Null without folds. */
  crossValidation: crossValidationSchema.nullable(),
  /** Null where it reads no audio as recorded, or has no held-out samples. */
  levelShift: levelShiftSchema.nullable(),
  seconds: z.number(),
})
export type TrainingResult = z.infer<typeof trainingResultSchema>

const trainedPredictionSchema = z.object({
  trackId: idSchema,
  /** Counts the samples of a track. Left out: 0. */
  copy: z.number().int().nonnegative().optional(),
  /** Whether it is no varied copy. Left out: sample 0 alone is original. */
  original: z.boolean().optional(),
  split: z.union([splitSchema, z.literal('fold')]),
  /** The fold that left this track out of its training; null without folds. */
  fold: z.number().int().nonnegative().nullable(),
  startSeconds: z.number().nonnegative(),
  observedValence: labelCoordinateSchema,
  observedArousal: labelCoordinateSchema,
  /** Predicted, −1…1, not clipped. */
  valence: z.number(),
  arousal: z.number(),
})
export type TrainedPrediction = z.infer<typeof trainedPredictionSchema>

/** What a sample and predictions of it have in common: the track, and which of its samples. */
export function sampleKey({ trackId, copy = 0 }: { readonly trackId: number; readonly copy?: number | undefined }): string {
  return `${trackId} ${copy}`
}

/** Whether a sample, or the prediction of one, is of an excerpt as it is, not of a varied copy: what its track is measured by. */
export function isOriginalSample({ copy = 0, original = copy === 0 }: { readonly copy?: number; readonly original?: boolean }): boolean {
  return original
}

/**
 * `predictions.json` of a run: one for every sample, and the mean training label of each fold (without folds of the training set), which is
 * what the mean predictor says of the tracks that the fold left out.
 */
export const trainedPredictionsSchema = z.object({
  predictions: z.array(trainedPredictionSchema),
  trainingMeans: z.array(z.object({ valence: coordinateSchema, arousal: coordinateSchema })).min(1),
})
export type TrainedPredictions = z.infer<typeof trainedPredictionsSchema>

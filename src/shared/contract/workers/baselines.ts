import { z } from 'zod'
import { idSchema, modalitySchema, pathSchema, textKindSchema } from '../common'
import { excerptRuleSchema } from '../excerpt-rule'
import { baselineNames } from '../../domain/baseline'
import { networkSchema } from '../network'
import { baselineSchema } from '../training'
import { usedBackboneSchema } from './backbone'

/** What baselines read of one kind of text. */
const baselineTextSchema = z.object({
  /** The run's vocabulary, by which its token ids are words. */
  vocabularyPath: pathSchema,
  /** Safetensors with its word vectors as `KIND.0.weight` [ids, size]; null where there are none that saw no label. */
  vectorsPath: pathSchema.nullable(),
  /** The lexicon that the run began with, as JSON; null where it kept none. */
  lexiconPath: pathSchema.nullable().default(null),
})

/** A lexicon in a run's folder. */
export const keptLexiconSchema = z.object({
  words: z.array(z.object({ word: z.string(), valence: z.number(), arousal: z.number() })),
})

/** What baselines of a run learn from: the samples and the folds of the run itself. */
const baselineInputsSchema = z.object({
  manifestPath: pathSchema,
  folds: z.number().int().min(0).max(20),
  seed: z.number().int(),
  modalities: z.array(modalitySchema).min(1),
  texts: z.partialRecord(textKindSchema, baselineTextSchema).default({}),
  /** How the excerpts of the inputs were cut; left out: the rule of the study. */
  excerptRule: excerptRuleSchema.optional(),
  /** What the run reads of a backbone; left out where it reads none. */
  backbone: usedBackboneSchema.optional(),
})
export type BaselineInputs = z.infer<typeof baselineInputsSchema>

/** Learns and measures all baselines of a run. */
export const baselinesPayloadSchema = baselineInputsSchema.extend({
  /** What the run predicted: baselines are measured on the same tracks. */
  runPredictionsPath: pathSchema,
  /** Where the predictions of the baselines are written. */
  outPath: pathSchema,
})
export type BaselinesPayload = z.infer<typeof baselinesPayloadSchema>

/** What a stack joins besides baselines: the network of the run fitted on all samples, and what all of them predict out of fold. */
const stackSourceSchema = z.object({
  network: networkSchema,
  weightsPath: pathSchema,
  targetScale: z.enum(['-1-1', '0-1']),
  vocabularySizes: z.partialRecord(textKindSchema, z.number().int().positive()),
  /** `predictions.json` and `baselines.json` of the run. */
  runPredictionsPath: pathSchema,
  baselinePredictionsPath: pathSchema,
})
export type StackSource = z.infer<typeof stackSourceSchema>

/**
 * Learns one baseline of a run and writes it as a model: from the run's training set as it was measured; of a run with folds from all
 * samples. Of a stack it learns every member.
 */
export const exportBaselinePayloadSchema = baselineInputsSchema.extend({
  name: z.enum(baselineNames),
  /** For a stack. */
  stack: stackSourceSchema.optional(),
  /** What the model says about itself as far as it follows from the run; the worker checks it. */
  properties: z.record(z.string(), z.unknown()),
  /** The model file; its card is written beside it. */
  outPath: pathSchema,
  /** Files that are put beside it: the vocabularies of its texts. */
  copies: z.array(z.object({ from: pathSchema, to: pathSchema })).default([]),
})
export type ExportBaselinePayload = z.infer<typeof exportBaselinePayloadSchema>

export const exportBaselineResultSchema = z.object({ sha256: z.string(), cardPath: pathSchema, samples: z.number().int().positive() })
export type ExportBaselineResult = z.infer<typeof exportBaselineResultSchema>

export const baselinesResultSchema = z.object({ baselines: z.array(baselineSchema), seconds: z.number() })
export type BaselinesResult = z.infer<typeof baselinesResultSchema>

/** `baselines.json` of a run: what each baseline predicts of each held-out sample, −1…1. */
export const baselinePredictionsSchema = z.object({
  seed: z.number().int(),
  samples: z.array(
    z.object({
      trackId: idSchema,
      copy: z.number().int().nonnegative(),
      /** Whether it is no varied copy. Left out: sample 0 alone is original. */
      original: z.boolean().optional(),
      fold: z.number().int().nonnegative(),
    }),
  ),
  models: z.array(z.object({ name: z.enum(baselineNames), valence: z.array(z.number()), arousal: z.array(z.number()) })),
})
export type BaselinePredictions = z.infer<typeof baselinePredictionsSchema>

import { z } from 'zod'
import { pathSchema, textKindSchema } from '../common'
import { predictionPayloadSchema } from './prediction'

export const explanationPayloadSchema = z.object({
  modelPath: pathSchema,
  /** Folder of what ships with the program, for the word lists that texts are cleaned with. */
  resourcesDirectory: z.string(),
  /** The track, as a prediction reads it. */
  file: predictionPayloadSchema.shape.files.element,
  /** Of what is drawn to fill a stretch. */
  seed: z.number().int(),
})
export type ExplanationPayload = z.infer<typeof explanationPayloadSchema>

/** On −1…1: the prediction with a part less the prediction without it. */
const moveSchema = z.object({ valence: z.number(), arousal: z.number() })

const movedSpanSchema = moveSchema.extend({ startSeconds: z.number(), endSeconds: z.number() })

const movedWordSchema = moveSchema.extend({
  kind: textKindSchema,
  /** As the vocabulary has it: a stem. */
  token: z.string(),
  /** How it is written in the text, in lower case; empty for marks of structure. */
  forms: z.array(z.string()),
  /** How often the model reads it. */
  count: z.number().int().positive(),
})
export type MovedWord = z.infer<typeof movedWordSchema>

/** Which seconds and words moved the prediction of a track. */
export const explainedFileSchema = z.object({
  /** The prediction itself, −1…1. */
  valence: z.number(),
  arousal: z.number(),
  /** What was heard of the track; null for a model of texts alone. */
  heard: z.object({ startSeconds: z.number(), endSeconds: z.number(), durationSeconds: z.number() }).nullable(),
  /** Seconds of the track by rising start, without overlaps; empty for a model of texts alone. */
  spans: z.array(movedSpanSchema),
  /** How far what was drawn to fill the stretches moves these numbers: their standard error; null without audio. */
  chance: moveSchema.nullable(),
  /** Each distinct word, the most moving first; empty for a model of audio alone. */
  words: z.array(movedWordSchema),
})
export type ExplainedFile = z.infer<typeof explainedFileSchema>

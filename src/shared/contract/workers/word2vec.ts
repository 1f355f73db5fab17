import { z } from 'zod'
import { pathSchema } from '../common'
import { embeddingSettingsSchema } from '../embeddings'

/** Learns word vectors from cleaned texts. */
export const word2VecPayloadSchema = embeddingSettingsSchema.extend({
  epochs: z.number().int().min(1).max(1000),
  /** JSON lines, each the tokens of one text. */
  sentencesPath: pathSchema,
  /** Where `embedding.safetensors` and `vocabulary.json` are written; it is made when missing. */
  outDirectory: pathSchema,
  /** Where the vocabulary is written; `vocabulary.json` in `outDirectory` otherwise. */
  vocabularyPath: pathSchema.optional(),
})
export type Word2VecPayload = z.infer<typeof word2VecPayloadSchema>

/** One line of the texts' file. */
export const sentenceSchema = z.array(z.string())

export const word2VecResultSchema = z.object({
  words: z.number().int().positive(),
  size: z.number().int().positive(),
  /** Tokens of the texts that are in the vocabulary. */
  tokens: z.number().int().positive(),
  seconds: z.number().nonnegative(),
  /** Tokens read a second, all epochs together. */
  wordsPerSecond: z.number().nonnegative(),
  /** Safetensors with one tensor, `embedding` [words + 1, size]; row 0 is the padding's zeros. */
  embeddingPath: z.string(),
  vocabularyPath: z.string(),
})
export type Word2VecResult = z.infer<typeof word2VecResultSchema>

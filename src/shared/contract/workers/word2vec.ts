import { z } from 'zod'
import { pathSchema } from '../common'
import { embeddingSettingsSchema } from '../embeddings'

/** JSON lines, each the list of one text's tokens: `["walk","alon"]`. */
const sentencesPathSchema = pathSchema

/** Learns vectors from the texts, with the settings of an embedding. */
const trainVectorsSchema = embeddingSettingsSchema.extend({
  task: z.literal('train'),
  sentencesPath: sentencesPathSchema,
  /** Made when missing; takes `vectors.safetensors` and `vocabulary.json`. */
  outDirectory: pathSchema,
})

/** Takes the vectors of the texts' words from a word2vec (.bin, .txt) or GloVe file. */
const importVectorsSchema = z.object({
  task: z.literal('import'),
  importPath: pathSchema,
  sentencesPath: sentencesPathSchema,
  outDirectory: pathSchema,
  minCount: z.number().int().min(1).default(1),
  /** Numbers of a vector that are wanted; null takes the file's own. */
  size: z.number().int().min(1).max(4096).nullable().default(null),
})

export const word2vecPayloadSchema = z.discriminatedUnion('task', [trainVectorsSchema, importVectorsSchema])
export type Word2vecPayload = z.infer<typeof word2vecPayloadSchema>
export type TrainVectorsPayload = z.infer<typeof trainVectorsSchema>
export type ImportVectorsPayload = z.infer<typeof importVectorsSchema>

export const word2vecResultSchema = z.object({
  /** Safetensors with the tensor `embedding`, float32 [words + 1, size]; row 0, the padding, is zeros. */
  vectorsPath: z.string(),
  vocabularyPath: z.string(),
  /** Words that have a vector. */
  words: z.number().int().nonnegative(),
  size: z.number().int().positive(),
  vocabularyDigest: z.string(),
  /** Tokens of the texts and how many of them have a vector. */
  coverage: z.object({ texts: z.number(), tokens: z.number(), coveredTokens: z.number(), uncoveredTexts: z.number() }),
  /** Words learnt a second; 0 for an import. */
  wordsPerSecond: z.number().nonnegative(),
  seconds: z.number().nonnegative(),
})
export type Word2vecResult = z.infer<typeof word2vecResultSchema>

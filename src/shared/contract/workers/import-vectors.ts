import { z } from 'zod'
import { pathSchema } from '../common'

/** Takes the vectors of wanted words from a word2vec or GloVe file of any length. */
export const importVectorsPayloadSchema = z.object({
  /** Word2vec (.bin, .txt) or GloVe (.txt). */
  path: pathSchema,
  /** The vocabulary of the words that are wanted. */
  wantedPath: pathSchema,
  /** Where the vocabulary of the words that were found is written. */
  vocabularyPath: pathSchema,
  /** Where their vectors are written: safetensors with one tensor, `embedding` [words + 1, size]; row 0 is the padding's zeros. */
  vectorsPath: pathSchema,
})
export type ImportVectorsPayload = z.infer<typeof importVectorsPayloadSchema>

export const importVectorsResultSchema = z.object({
  /** Words that were found. */
  words: z.number().int().positive(),
  /** Numbers of a vector. */
  size: z.number().int().positive(),
})
export type ImportVectorsResult = z.infer<typeof importVectorsResultSchema>

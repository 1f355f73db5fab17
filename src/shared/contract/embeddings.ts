import { z } from 'zod'
import { textKinds } from '../domain/modality'
import { idSchema, nothing, pathSchema, textKindSchema } from './common'
import { startedJobSchema } from './jobs'

/** How word vectors are learnt from texts: skip-gram with negative sampling. Defaults are the study's. */
export const embeddingSettingsSchema = z.object({
  /** Numbers of a word's vector. */
  size: z.number().int().min(2).max(1000).default(300),
  /** Words on each side that belong to the context window. */
  window: z.number().int().min(1).max(50).default(7),
  /** Words that occur less often get no vector. */
  minCount: z.number().int().min(1).max(10_000).default(1),
  /** Passes over the texts; null: the study's 10, and more where there are few words. Kept embeddings record how many there were. */
  epochs: z.number().int().min(1).max(1000).nullable().default(null),
  /** Negative samples drawn for each word of the context window. */
  negative: z.number().int().min(1).max(50).default(5),
  /** One thread repeats bit for bit. */
  threads: z.number().int().min(1).max(64).default(1),
  seed: z.number().int().default(1),
  /** Words of another part of speech are other tokens: "love/verb". */
  partOfSpeech: z.boolean().optional(),
  /** Tokens such as "[chorus]" and "[repeated]" mark the structure of lyrics. */
  structure: z.boolean().optional(),
})
export type EmbeddingSettings = z.infer<typeof embeddingSettingsSchema>

/** How much of the library's texts of one kind has vectors. */
const coverageSchema = z.object({
  texts: z.number(),
  tokens: z.number(),
  /** Tokens that have a vector. */
  coveredTokens: z.number(),
  /** Texts without any word that has a vector. */
  uncoveredTexts: z.number(),
})
export type Coverage = z.infer<typeof coverageSchema>
/** By kind of text; a kind that the library has no texts of is left out. */
export const coverageByKindSchema = z.partialRecord(textKindSchema, coverageSchema.optional())
export type CoverageByKind = z.infer<typeof coverageByKindSchema>

/** Word vectors of a library, learnt from its texts or taken from a file. */
export const embeddingSchema = z.object({
  id: idSchema,
  name: z.string(),
  origin: z.enum(['trained', 'imported']),
  /** Texts whose words they are for. */
  kinds: z.array(textKindSchema),
  /** Null for imported vectors. */
  settings: embeddingSettingsSchema.nullable(),
  /** The file they were taken from; null for learnt ones. */
  source: z.string().nullable(),
  /** Words that have a vector; the padding token is not counted. */
  words: z.number(),
  /** Numbers of a vector. */
  size: z.number(),
  vocabularyDigest: z.string(),
  /** As it was when they were made. */
  coverage: coverageByKindSchema,
  createdAt: z.string(),
})
export type Embedding = z.infer<typeof embeddingSchema>

const kindsSchema = z
  .array(textKindSchema)
  .min(1)
  .default([...textKinds])

export const embeddingChannels = {
  'embeddings.list': { argument: nothing, result: z.array(embeddingSchema) },
  /** Learns vectors from the library's texts. */
  'embeddings.train': {
    argument: z.object({ name: z.string().min(1).optional(), kinds: kindsSchema, settings: embeddingSettingsSchema.prefault({}) }),
    result: startedJobSchema,
  },
  /** Takes the vectors of the library's words from a word2vec (.bin, .txt) or GloVe file. */
  'embeddings.import': {
    argument: z.object({ path: pathSchema, name: z.string().min(1).optional(), kinds: kindsSchema }),
    result: startedJobSchema,
  },
  /** The words nearest to a word by cosine similarity, the nearest first. */
  'embeddings.neighbours': {
    argument: z.object({ embeddingId: idSchema, word: z.string().min(1), count: z.number().int().min(1).max(100).default(10) }),
    result: z.array(z.object({ word: z.string(), similarity: z.number() })),
  },
  /** How much of the texts that the library has now is covered. */
  'embeddings.coverage': { argument: z.object({ embeddingId: idSchema }), result: coverageByKindSchema },
  'embeddings.delete': { argument: z.object({ embeddingId: idSchema }), result: nothing },
} as const

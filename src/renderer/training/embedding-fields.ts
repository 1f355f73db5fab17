import type { EmbeddingSettings } from '@shared/contract/embeddings'

/** A number among the settings of word vectors, with what it does in one line. */
export interface EmbeddingField {
  readonly key: Exclude<
    { [Key in keyof EmbeddingSettings]: EmbeddingSettings[Key] extends number | null ? Key : never }[keyof EmbeddingSettings],
    undefined
  >
  readonly label: string
  readonly explanation: string
  readonly min: number
  readonly max: number
  /** Shown while it is empty, which stands for null. */
  readonly empty?: string
}

export const embeddingFields: readonly EmbeddingField[] = [
  { key: 'size', label: 'Numbers of a vector', explanation: 'The study: 300. Fewer do for small libraries.', min: 2, max: 1000 },
  { key: 'window', label: 'Window', explanation: 'Words on each side that belong to the context. The study: 7.', min: 1, max: 50 },
  { key: 'minCount', label: 'Minimum count', explanation: 'Words that occur less often get no vector.', min: 1, max: 10_000 },
  {
    key: 'epochs',
    label: 'Epochs',
    explanation: 'How often the texts are gone through. Automatic: 10, or more for few words.',
    min: 1,
    max: 1000,
    empty: 'automatic',
  },
  { key: 'negative', label: 'Negative samples', explanation: 'Random words drawn for each word of the context.', min: 1, max: 50 },
  { key: 'threads', label: 'Threads', explanation: 'One repeats bit for bit; more are faster.', min: 1, max: 64 },
  {
    key: 'seed',
    label: 'Seed',
    explanation: 'The same seed on one thread gives the same vectors.',
    min: -2_147_483_648,
    max: 2_147_483_647,
  },
]

/** What tokens may carry beyond their stems. */
export const tokenChoices = [
  { key: 'partOfSpeech', label: 'Parts of speech', explanation: 'love the verb and love the noun: a vector each' },
  { key: 'structure', label: 'Structure of lyrics', explanation: 'tokens mark verse, chorus and repetition' },
] as const

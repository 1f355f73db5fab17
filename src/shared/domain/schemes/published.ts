import type { TagMatrix } from '../tag-matrix'
import type { NamedScheme, SchemeKind, TagReading } from './scheme-kind'

/** The study's formula: every word weighs 1. */
export type PublishedScheme = NamedScheme<'published'>

export const publishedScheme: PublishedScheme = { kind: 'published', name: 'Published formula' }

/** Tags as they are: every count counts, every word weighs 1. */
export function plainReading(matrix: TagMatrix): TagReading {
  return { masses: matrix.counts, weights: new Float64Array(matrix.words.length).fill(1), coordinates: null }
}

export const publishedKind: SchemeKind<PublishedScheme> = {
  title: publishedScheme.name,
  read: plainReading,
  words: () => [],
  describe: () => 'every word weighs 1',
}

import { deriveWeighted } from '../weighted-labels'
import type { NamedScheme, SchemeKind } from './scheme-kind'

/** The study's formula: every word weighs 1. */
export type PublishedScheme = NamedScheme<'published'>

export const publishedScheme: PublishedScheme = { kind: 'published', name: 'Published formula' }

export const publishedKind: SchemeKind<PublishedScheme> = {
  title: publishedScheme.name,
  derive: (matrix, _scheme, into) => void deriveWeighted(matrix, {}, into),
  words: () => [],
  describe: () => 'every word weighs 1',
}

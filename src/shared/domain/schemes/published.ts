import type { TagMatrix } from '../tag-matrix'
import type { NamedScheme, SchemeKind, TagReading } from './scheme-kind'

/** The study's formula: every word weighs 1. */
export type PublishedScheme = NamedScheme<'published'>

export const publishedScheme: PublishedScheme = { kind: 'published', name: 'Published formula' }

const known = new WeakMap<TagMatrix, Float64Array>()

/** The counts in double precision, [entries], so that the formula reads one kind of array by every scheme: two kinds take twice as long. */
export function doubleCounts(matrix: TagMatrix): Float64Array {
  const counts = known.get(matrix) ?? Float64Array.from(matrix.counts)
  known.set(matrix, counts)
  return counts
}

/** Tags as they are: every count counts, every word weighs 1. */
export function plainReading(matrix: TagMatrix): TagReading {
  return { masses: doubleCounts(matrix), weights: new Float64Array(matrix.words.length).fill(1), coordinates: null }
}

export const publishedKind: SchemeKind<PublishedScheme> = {
  title: publishedScheme.name,
  read: plainReading,
  words: () => [],
  describe: () => 'every word weighs 1',
}

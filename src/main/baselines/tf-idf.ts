import { normaliseRow, type SparseRow, type SparseRows } from './sparse'

/** How often each term occurs in a text: ids and their counts, each id once. */
export interface TermCounts {
  readonly terms: Int32Array
  readonly counts: Float64Array
}

/** The terms that count, and what each is worth. */
export interface TermWeights {
  /** Column of each term by its id; −1, or nothing, for one that does not count. */
  readonly columns: Int32Array
  /** [columns]. */
  readonly inverseFrequencies: Float64Array
}

/** Terms of fewer texts than these say nothing of others. */
const fewestTexts = 2

/**
 * Learns what terms are worth: ln((1 + n) / (1 + texts with the term)) + 1, as scikit-learn's TfidfVectorizer.
 * @param texts the training texts
 * @param most of more terms, those of the most texts are kept
 */
export function fitTermWeights(texts: readonly TermCounts[], most: number): TermWeights {
  const highest = texts.reduce((high, { terms }) => terms.reduce((own, term) => Math.max(own, term), high), -1)
  const frequencies = new Int32Array(highest + 1)
  for (const { terms } of texts) for (const term of terms) frequencies[term] = (frequencies[term] ?? 0) + 1
  const frequencyOf = (term: number): number => frequencies[term] ?? 0
  const kept = Array.from(frequencies.keys())
    .filter((term) => frequencyOf(term) >= fewestTexts)
    .sort((one, other) => frequencyOf(other) - frequencyOf(one) || one - other)
    .slice(0, most)
  const columns = new Int32Array(highest + 1).fill(-1)
  kept.forEach((term, column) => (columns[term] = column))
  return { columns, inverseFrequencies: Float64Array.from(kept, (term) => Math.log((1 + texts.length) / (1 + frequencyOf(term))) + 1) }
}

/** Texts as rows of length 1: (1 + ln count) × worth of each term. Terms that were not learnt are left out. */
export function weighTerms(texts: readonly TermCounts[], weights: TermWeights): SparseRows {
  return { rows: texts.map((text) => weighText(text, weights)), columns: weights.inverseFrequencies.length }
}

function weighText({ terms, counts }: TermCounts, { columns, inverseFrequencies }: TermWeights): SparseRow {
  const own = new Int32Array(terms.length)
  const values = new Float64Array(terms.length)
  let known = 0
  for (let index = 0; index < terms.length; index += 1) {
    const column = columns[terms[index] ?? -1] ?? -1
    if (column < 0) continue
    own[known] = column
    values[known] = (1 + Math.log(counts[index] ?? 1)) * (inverseFrequencies[column] ?? 0)
    known += 1
  }
  return normaliseRow({ columns: own.slice(0, known), values: values.slice(0, known) })
}

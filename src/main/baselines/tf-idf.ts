import { normaliseRow, type SparseRow, type SparseRows } from './sparse'

/** How often each term occurs in a text. */
export type TermCounts = ReadonlyMap<number, number>

/** The terms that count, and what each is worth. */
export interface TermWeights {
  /** Column of each term. */
  readonly columns: ReadonlyMap<number, number>
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
export function fitTermWeights(texts: readonly TermCounts[], most: number, fewest = fewestTexts): TermWeights {
  const frequencies = new Map<number, number>()
  for (const counts of texts) for (const term of counts.keys()) frequencies.set(term, (frequencies.get(term) ?? 0) + 1)
  const kept = [...frequencies]
    .filter(([, count]) => count >= fewest)
    .sort(([one, often], [other, seldom]) => seldom - often || one - other)
    .slice(0, most)
  return {
    columns: new Map(kept.map(([term], column) => [term, column])),
    inverseFrequencies: Float64Array.from(kept, ([, count]) => Math.log((1 + texts.length) / (1 + count)) + 1),
  }
}

/** Texts as rows of length 1: (1 + ln count) × worth of each term. Terms that were not learnt are left out. */
export function weighTerms(texts: readonly TermCounts[], { columns, inverseFrequencies }: TermWeights): SparseRows {
  const rowOf = (counts: TermCounts): SparseRow => {
    const known = [...counts].flatMap(([term, count]) => {
      const column = columns.get(term)
      return column === undefined ? [] : [{ column, value: (1 + Math.log(count)) * (inverseFrequencies[column] ?? 0) }]
    })
    return normaliseRow({ columns: Int32Array.from(known, ({ column }) => column), values: Float64Array.from(known, ({ value }) => value) })
  }
  return { rows: texts.map(rowOf), columns: inverseFrequencies.length }
}

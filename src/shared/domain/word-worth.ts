import { derivationBy, type Scheme } from './schemes/scheme'
import type { TagMatrix } from './tag-matrix'

/**
 * What one tag of each word counts for under a scheme, the average tag of the set counting 1: the word's weighted mass over its counts,
 * divided by the same of all words that have coordinates.
 * @returns [words], ≥ 0; NaN for a word that no track carries or that has no coordinates
 */
export function wordWorth(matrix: TagMatrix, scheme: Scheme): Float64Array {
  const { masses, weight } = derivationBy(matrix, scheme)
  const [weighted, counted] = [new Float64Array(matrix.words.length), new Float64Array(matrix.words.length)]
  for (let entry = 0; entry < matrix.wordIndex.length; entry += 1) {
    const word = matrix.wordIndex[entry] ?? 0
    weighted[word] = (weighted[word] ?? 0) + (masses[entry] ?? 0) * (weight[word] ?? 0)
    counted[word] = (counted[word] ?? 0) + (matrix.counts[entry] ?? 0)
  }
  const isPlaced = matrix.words.map(({ valence, arousal }) => valence !== null && arousal !== null)
  const sum = (values: Float64Array): number => values.reduce((total, value, word) => total + (isPlaced[word] ? value : 0), 0)
  const average = sum(weighted) / sum(counted)
  return weighted.map((mass, word) => (isPlaced[word] && average > 0 ? mass / (counted[word] ?? 0) / average : NaN))
}

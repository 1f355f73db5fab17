import type { WeightedWord, WordCoordinates } from '@shared/domain/label'
import type { PlanePoint } from '@shared/domain/plane'
import type { WordWeights } from '@shared/domain/weighted-labels'

/**
 * The published formula with weights for one song, as the study writes it: V(S) = Σ weight · v · count / Σ weight · count, A(S) likewise.
 * @param coordinates a word without coordinates is left out
 * @returns null when nothing with a weight above 0 is left
 */
export function labelByFormula(
  words: readonly WeightedWord[],
  coordinates: ReadonlyMap<string, WordCoordinates>,
  weights: WordWeights = {},
): PlanePoint | null {
  const known = words.flatMap(({ word, count }) => {
    const point = coordinates.get(word)
    return point ? [{ ...point, mass: count * (weights[word] ?? 1) }] : []
  })
  const mass = known.reduce((sum, word) => sum + word.mass, 0)
  if (mass === 0) return null
  return {
    valence: known.reduce((sum, word) => sum + word.mass * word.valence, 0) / mass,
    arousal: known.reduce((sum, word) => sum + word.mass * word.arousal, 0) / mass,
  }
}

import type { WeightedWord, WordCoordinates } from './label'
import type { PlanePoint } from './plane'

/** How tags become labels: a weight in [0, 2] for each emotion word; a word that is not named weighs 1. */
export interface Scheme {
  readonly name: string
  readonly weights: Readonly<Record<string, number>>
  /** Share in [0, 1] that the label from a track's comments has in the result, where there is one; left out: 0. */
  readonly commentsShare?: number | undefined
}

export const publishedScheme: Scheme = { name: 'Published formula', weights: {} }

/**
 * Derives a label by the published formula with weights:
 * V(S) = Σ_w weight_w · v_w · count_w / Σ_w weight_w · count_w, A(S) likewise.
 * @param words emotion words of a song with their counts
 * @param coordinates coordinates of each word in [−1, 1]; a word without coordinates is left out
 * @returns the point, or null when nothing with a weight above 0 is left
 */
export function deriveLabel(
  words: readonly WeightedWord[],
  coordinates: ReadonlyMap<string, WordCoordinates>,
  scheme: Scheme,
): PlanePoint | null {
  let mass = 0
  let valence = 0
  let arousal = 0
  for (const { word, count } of words) {
    const place = coordinates.get(word)
    if (!place) continue
    const weighted = count * (scheme.weights[word] ?? 1)
    mass += weighted
    valence += weighted * place.valence
    arousal += weighted * place.arousal
  }
  return mass > 0 ? { valence: valence / mass, arousal: arousal / mass } : null
}

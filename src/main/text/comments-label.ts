import type { WordCoordinates } from '@shared/domain/label'
import { stemOf } from './porter-stemmer'

/** Where a text lies on the plane by its words, both in [−1, 1]. */
export interface TextLabel {
  readonly valence: number
  readonly arousal: number
  /** Tokens that the lexicon has; the mean is over these. */
  readonly coveredTokens: number
}

/**
 * A lexicon by stem, as tokens are looked up. Words with the same stem lie at their mean; entries of several words are left out.
 * @param words of a lexicon
 */
export function coordinatesByStem(words: Iterable<WordCoordinates>): Map<string, WordCoordinates> {
  const groups = new Map<string, WordCoordinates[]>()
  for (const entry of words) {
    const word = entry.word.trim().toLowerCase()
    const stem = /[\s_]/u.test(word) ? '' : stemOf(word)
    if (stem !== '') groups.set(stem, [...(groups.get(stem) ?? []), entry])
  }
  return new Map(
    [...groups].map(([stem, group]) => [stem, { word: stem, valence: mean(group, 'valence'), arousal: mean(group, 'arousal') }]),
  )
}

/**
 * Valence and arousal of a text: V = Σ v·count / Σ count over its tokens that a lexicon has, A likewise (the study's rule for tags).
 * @param tokens stems of the text
 * @param coordinates by stem, from `coordinatesByStem`
 * @returns null when the lexicon has none of the tokens
 */
export function labelOfTokens(tokens: readonly string[], coordinates: ReadonlyMap<string, WordCoordinates>): TextLabel | null {
  const covered = tokens.flatMap((token) => coordinates.get(token) ?? [])
  return covered.length === 0
    ? null
    : { valence: mean(covered, 'valence'), arousal: mean(covered, 'arousal'), coveredTokens: covered.length }
}

function mean(points: readonly WordCoordinates[], axis: 'valence' | 'arousal'): number {
  return points.reduce((sum, point) => sum + point[axis], 0) / points.length
}

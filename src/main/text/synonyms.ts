import { createRandom } from '@shared/domain/random'
import type { WordNet } from './wordnet'

export interface SynonymSettings {
  /** Share of the words that is replaced, 0 … 1, as far as they have synonyms. */
  readonly share: number
  readonly seed: number
}

/**
 * Replaces words by synonyms; which ones is drawn by the seed.
 * @param words lower case
 * @returns as many entries as there are words; a synonym may be several words, such as "grow up"
 */
export function replaceWithSynonyms(words: readonly string[], { share, seed }: SynonymSettings, wordnet: WordNet): string[] {
  const replaced = [...words]
  let left = Math.round(share * words.length)
  for (const index of createRandom(seed).shuffle([...words.keys()])) {
    if (left === 0) break
    const synonym = wordnet.synonymOf(words[index] ?? '')
    if (synonym === null) continue
    replaced[index] = synonym
    left -= 1
  }
  return replaced
}

import type { WordWeights } from '@shared/domain/weighted-labels'
import type { WeighedWord } from './use-word-effects'

export type WordColumn = 'word' | 'tracks' | 'massShare' | 'meanShiftValence' | 'meanShiftArousal' | 'flips' | 'worth' | 'weight'

/** Columns of the table of emotion words. */
export const wordColumns: readonly { id: WordColumn; title: string; explanation: string }[] = [
  { id: 'word', title: 'Emotion word', explanation: 'What social tags are mapped to' },
  { id: 'tracks', title: 'Tracks', explanation: 'Tracks that carry the word' },
  { id: 'massShare', title: 'Mass', explanation: 'Share of all tag counts' },
  {
    id: 'meanShiftValence',
    title: 'ΔV',
    explanation: 'Mean shift of valence that the word causes with this scheme, on tracks that carry other words too',
  },
  {
    id: 'meanShiftArousal',
    title: 'ΔA',
    explanation: 'Mean shift of arousal that the word causes with this scheme, on tracks that carry other words too',
  },
  { id: 'flips', title: 'Flips', explanation: 'Tracks whose quadrant changes with this scheme when the word is left out' },
  { id: 'worth', title: 'Worth', explanation: 'What one tag of the word counts for with this scheme; the average tag counts 1' },
  { id: 'weight', title: 'Weight', explanation: 'By hand, 0 to 2: multiplies what the scheme makes of the word' },
]

/** Rows in the order of a column; shifts are ordered by their size. */
export function sortWords(words: readonly WeighedWord[], column: WordColumn, descending: boolean, weights: WordWeights): WeighedWord[] {
  const valueOf = (word: WeighedWord): number => {
    if (column === 'weight') return weights[word.word] ?? 1
    if (column === 'meanShiftValence' || column === 'meanShiftArousal') return Math.abs(word[column])
    if (column === 'worth') return Number.isNaN(word.worth) ? -1 : word.worth
    return column === 'word' ? 0 : word[column]
  }
  const compare = (one: WeighedWord, other: WeighedWord): number => valueOf(one) - valueOf(other) || other.word.localeCompare(one.word)
  return [...words].sort((one, other) => (column === 'word' ? -1 : 1) * (descending ? -1 : 1) * compare(one, other))
}

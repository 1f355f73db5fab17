import type { WordEffect } from '@shared/domain/tag-statistics'
import type { WordWeights } from '@shared/domain/weighted-labels'

export type WordColumn = 'word' | 'tracks' | 'massShare' | 'meanShiftValence' | 'meanShiftArousal' | 'flips' | 'weight'

/** Columns of the table of emotion words. */
export const wordColumns: readonly { id: WordColumn; title: string; explanation: string }[] = [
  { id: 'word', title: 'Emotion word', explanation: 'What social tags are mapped to' },
  { id: 'tracks', title: 'Tracks', explanation: 'Tracks that carry the word' },
  { id: 'massShare', title: 'Mass', explanation: 'Share of all tag counts' },
  { id: 'meanShiftValence', title: 'ΔV', explanation: 'Mean shift of valence that the word causes on tracks that carry other words too' },
  { id: 'meanShiftArousal', title: 'ΔA', explanation: 'Mean shift of arousal that the word causes on tracks that carry other words too' },
  { id: 'flips', title: 'Flips', explanation: 'Tracks whose quadrant changes when the word is left out' },
  { id: 'weight', title: 'Weight', explanation: 'How much each tag of the word counts, 0 to 2' },
]

/** Rows in the order of a column; shifts are ordered by their size. */
export function sortWords(words: readonly WordEffect[], column: WordColumn, descending: boolean, weights: WordWeights): WordEffect[] {
  const valueOf = (word: WordEffect): number => {
    if (column === 'weight') return weights[word.word] ?? 1
    if (column === 'meanShiftValence' || column === 'meanShiftArousal') return Math.abs(word[column])
    return column === 'word' ? 0 : word[column]
  }
  const compare = (one: WordEffect, other: WordEffect): number => valueOf(one) - valueOf(other) || other.word.localeCompare(one.word)
  return [...words].sort((one, other) => (column === 'word' ? -1 : 1) * (descending ? -1 : 1) * compare(one, other))
}

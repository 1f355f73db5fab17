import type { WordEffect } from '@shared/domain/tag-statistics'

/** Weights of emotion words in [0, 2]; a word that is not named weighs 1. */
export type Weights = Readonly<Record<string, number>>

/** A scheme while it is edited: its name comes with the commit. */
export interface EditedScheme {
  readonly weights: Weights
  /** What the label from comments counts where a track has one, in [0, 1]. */
  readonly commentsShare: number
}

/** A ready-made scheme to begin with. */
export interface Preset {
  readonly id: 'published' | 'without-heaviest' | 'damped'
  readonly title: string
  readonly explanation: string
  readonly weights: (words: readonly WordEffect[]) => Weights
}

/** The word with the largest share of all tag counts, or null when there are no words. */
export function heaviestWord(words: readonly WordEffect[]): WordEffect | null {
  return words.reduce<WordEffect | null>(
    (heaviest, word) => (heaviest === null || word.massShare > heaviest.massShare ? word : heaviest),
    null,
  )
}

/**
 * Weights that damp what is everywhere: the square root of the median share over the word's own, at most 1, two decimals.
 * A word four times as heavy as the median weighs one half.
 */
export function dampedByMass(words: readonly WordEffect[]): Weights {
  const shares = words
    .map(({ massShare }) => massShare)
    .filter((share) => share > 0)
    .sort((one, other) => one - other)
  const median = shares[Math.floor(shares.length / 2)] ?? 0
  const damped = words.filter(({ massShare }) => massShare > median)
  return Object.fromEntries(damped.map(({ word, massShare }) => [word, Math.round(Math.sqrt(median / massShare) * 100) / 100]))
}

export const presets: readonly Preset[] = [
  { id: 'published', title: 'Published formula', explanation: 'Every word weighs 1, as in the study.', weights: () => ({}) },
  {
    id: 'without-heaviest',
    title: 'Leave out the heaviest word',
    explanation: 'The word with the largest share of all tags weighs 0.',
    weights: (words) => {
      const heaviest = heaviestWord(words)
      return heaviest ? { [heaviest.word]: 0 } : {}
    },
  },
  {
    id: 'damped',
    title: 'Damp by mass',
    explanation: 'The more of all tags a word holds, the less each of them weighs.',
    weights: dampedByMass,
  },
]

/** Weights without those that are 1 anyway, so that equal schemes are equal values. */
export function tidyWeights(weights: Weights): Weights {
  return Object.fromEntries(
    Object.entries(weights)
      .filter(([, weight]) => weight !== 1)
      .sort(([one], [other]) => one.localeCompare(other)),
  )
}

/** Whether two schemes give the same labels. */
export function sameScheme(one: EditedScheme, other: EditedScheme): boolean {
  return sameWeights(one.weights, other.weights) && one.commentsShare === other.commentsShare
}

/** A short name for a scheme: that of its weights, and what comments count in it. */
export function nameOfScheme({ weights, commentsShare }: EditedScheme, words: readonly WordEffect[]): string {
  const name = nameOfWeights(weights, words)
  return commentsShare === 0 ? name : `${name}, comments ${Math.round(100 * commentsShare)} %`
}

/** Whether two schemes weigh every word alike. */
export function sameWeights(one: Weights, other: Weights): boolean {
  return JSON.stringify(tidyWeights(one)) === JSON.stringify(tidyWeights(other))
}

/** A short name for weights, such as "calmness 0, sadness 0.5"; the preset's title when they are one. */
export function nameOfWeights(weights: Weights, words: readonly WordEffect[]): string {
  const preset = presets.find((candidate) => sameWeights(candidate.weights(words), weights))
  if (preset) return preset.title
  const changed = Object.entries(tidyWeights(weights)).map(([word, weight]) => `${word} ${weight}`)
  return changed.length > 3 ? `${changed.slice(0, 3).join(', ')} and ${changed.length - 3} more` : changed.join(', ')
}

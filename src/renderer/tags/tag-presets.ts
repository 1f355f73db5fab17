import type { WordEffect } from '@shared/domain/tag-statistics'
import { describeScheme, modifiersOf } from '@shared/domain/schemes/scheme'
import { describeModifiers } from '@shared/domain/schemes/modifiers'
import type { WordWeights } from '@shared/domain/weighted-labels'
import { type EditedScheme, modify, publishedDraft, sameScheme } from './edited-scheme'
import { shortName } from './scheme-forms'

/** Ready-made weights by hand. */
export interface Preset {
  readonly id: 'without-heaviest' | 'damped'
  readonly title: string
  readonly explanation: string
  readonly weights: (words: readonly WordEffect[]) => WordWeights
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
export function dampedByMass(words: readonly WordEffect[]): WordWeights {
  const shares = words
    .map(({ massShare }) => massShare)
    .filter((share) => share > 0)
    .sort((one, other) => one - other)
  const median = shares[Math.floor(shares.length / 2)] ?? 0
  const damped = words.filter(({ massShare }) => massShare > median)
  return Object.fromEntries(damped.map(({ word, massShare }) => [word, Math.round(Math.sqrt(median / massShare) * 100) / 100]))
}

export const presets: readonly Preset[] = [
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

/** A short name for a scheme: its kind or the preset with the same weights, then what was changed by hand. */
export function nameOfScheme(scheme: EditedScheme, words: readonly WordEffect[]): string {
  const modifiers = modifiersOf(scheme)
  const byHand = modify(publishedDraft, modifiers)
  const preset = presets.find((candidate) =>
    sameScheme(modify(publishedDraft, { ...modifiers, weights: candidate.weights(words) }), byHand),
  )
  const kind = shortName(scheme)
  if (kind !== '') return [kind, ...describeModifiers(modifiers)].join(', ')
  if (!preset) return describeScheme(scheme)
  return [preset.title, ...describeModifiers({ ...modifiers, weights: {} })].join(', ')
}

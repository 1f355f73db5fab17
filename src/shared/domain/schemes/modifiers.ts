import type { WordWeights } from '../weighted-labels'

/** What people may change of every scheme but the published formula. */
export interface SchemeModifiers {
  /** By hand, in [0, 2]: they multiply the weights of the scheme's kind; a word that is not named has 1. */
  readonly weights: WordWeights
  /** Remaining tag mass below which a track gets no label from its tags; 0 asks for nothing. See `remainingMass`. */
  readonly minimumMass: number
  /** Share in [0, 1] that the label from a track's comments has in the result, where there is one. */
  readonly commentsShare: number
}

/** Nothing changed by hand. */
export const noModifiers: SchemeModifiers = { weights: {}, minimumMass: 0, commentsShare: 0 }

const mostWordsNamed = 3

/** Weights without those that are 1 anyway, by word, so that equal schemes are equal values. */
export function tidyWeights(weights: WordWeights): WordWeights {
  return Object.fromEntries(
    Object.entries(weights)
      .filter(([, weight]) => weight !== 1)
      .sort(([one], [other]) => one.localeCompare(other)),
  )
}

/** Weights by hand in a few words, such as “calmness 0.3”; empty when there are none. */
export function describeWeights(weights: WordWeights): string[] {
  const changed = Object.entries(tidyWeights(weights)).map(([word, weight]) => `${word} ${weight}`)
  const named = changed.slice(0, mostWordsNamed).join(', ')
  if (changed.length > mostWordsNamed) return [`${named} and ${changed.length - mostWordsNamed} more`]
  return changed.length === 0 ? [] : [named]
}

/** What comments count, as an entry of a list; empty when they count nothing. */
export function describeShare(share: number): string[] {
  return share === 0 ? [] : [`comments ${Math.round(100 * share)} %`]
}

/** What all modifiers do, as entries of a list. */
export function describeModifiers({ weights, minimumMass, commentsShare }: SchemeModifiers): string[] {
  return [
    ...describeWeights(weights),
    ...(minimumMass === 0 ? [] : [`at least ${minimumMass} of tag mass`]),
    ...describeShare(commentsShare),
  ]
}

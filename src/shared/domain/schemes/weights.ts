import { deriveWeighted, mixComments, type WordWeights } from '../weighted-labels'
import type { NamedScheme, SchemeKind } from './scheme-kind'

/** The formula with a weight for each word, mixed with labels from comments. */
export interface WeightsScheme extends NamedScheme<'weights'> {
  /** In [0, 2]; a word that is not named weighs 1. */
  readonly weights: WordWeights
  /** Share in [0, 1] that the label from a track's comments has in the result, where there is one. */
  readonly commentsShare: number
}

const mostWordsNamed = 3

export const weightsKind: SchemeKind<WeightsScheme> = {
  title: 'Weights of words',
  derive: (matrix, { weights, commentsShare }, into) => {
    deriveWeighted(matrix, weights, into)
    mixComments(matrix, commentsShare, into)
  },
  words: ({ weights }) => Object.keys(weights),
  describe: ({ weights, commentsShare }) => [describeWeights(weights), ...describeShare(commentsShare)].join(', '),
}

/** Weights without those that are 1 anyway, by word, so that equal schemes are equal values. */
export function tidyWeights(weights: WordWeights): WordWeights {
  return Object.fromEntries(
    Object.entries(weights)
      .filter(([, weight]) => weight !== 1)
      .sort(([one], [other]) => one.localeCompare(other)),
  )
}

function describeWeights(weights: WordWeights): string {
  const changed = Object.entries(tidyWeights(weights)).map(([word, weight]) => `${word} ${weight}`)
  if (changed.length === 0) return 'every word weighs 1'
  const named = changed.slice(0, mostWordsNamed).join(', ')
  return changed.length > mostWordsNamed ? `${named} and ${changed.length - mostWordsNamed} more` : named
}

/** What comments count, as an entry of a list; empty when they count nothing. */
export function describeShare(share: number): string[] {
  return share === 0 ? [] : [`comments ${Math.round(100 * share)} %`]
}

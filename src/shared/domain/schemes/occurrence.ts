import type { TagMatrix } from '../tag-matrix'
import type { SchemeModifiers } from './modifiers'
import { doubleCounts } from './published'
import type { NamedScheme, SchemeKind } from './scheme-kind'
import { setStatistics } from './set-statistics'

/** By what a word's occurrence is measured. */
export const occurrenceMeasures = ['mass', 'tracks'] as const
export type OccurrenceMeasure = (typeof occurrenceMeasures)[number]

/** The more often a word stands in the set, the less each of its tags weighs. */
export interface OccurrenceScheme extends NamedScheme<'occurrence'>, SchemeModifiers {
  readonly measure: OccurrenceMeasure
  /** In [0, `largestExponent`]; 0 is the published formula. */
  readonly exponent: number
  /** ≥ 1: no word weighs more than so many times the most frequent one. */
  readonly cap: number
}

export const largestExponent = 2
export const defaultCap = 50

/**
 * Weight of each word by its occurrence: (share / largest share)^−exponent, at most `cap`.
 * @returns [words], in [1, cap]; a word that no track carries has `cap`
 */
export function occurrenceWeights(
  matrix: TagMatrix,
  { measure, exponent, cap }: Pick<OccurrenceScheme, 'measure' | 'exponent' | 'cap'>,
): Float64Array {
  const { massShares, trackShares } = setStatistics(matrix)
  const shares = measure === 'mass' ? massShares : trackShares
  const largest = shares.reduce((most, share) => Math.max(most, share), 0)
  return shares.map((share) => (share > 0 ? Math.min(cap, (share / largest) ** -exponent) : exponent === 0 ? 1 : cap))
}

const measureWords: Readonly<Record<OccurrenceMeasure, string>> = { mass: 'tag mass', tracks: 'tracks' }

export const occurrenceKind: SchemeKind<OccurrenceScheme> = {
  title: 'By occurrence',
  read: (matrix, scheme) => ({ masses: doubleCounts(matrix), weights: occurrenceWeights(matrix, scheme), coordinates: null }),
  words: () => [],
  describe: ({ measure, exponent, cap }) =>
    `weight falls with the share of ${measureWords[measure]}, exponent ${exponent}, at most ${cap} times`,
}

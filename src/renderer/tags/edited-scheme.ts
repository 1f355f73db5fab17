import { describeModifiers, noModifiers, tidyWeights } from '@shared/domain/schemes/modifiers'
import { publishedScheme } from '@shared/domain/schemes/published'
import { type ModifiedScheme, modifiersOf, type Scheme } from '@shared/domain/schemes/scheme'
import type { WordWeights } from '@shared/domain/weighted-labels'

/** A scheme as it is edited: its name comes with the commit. */
export type EditedScheme = Scheme

/** Name of a scheme until it is committed. */
export const unnamed = 'Draft'

/** The published formula, before anything is changed. */
export const publishedDraft: EditedScheme = { ...publishedScheme, name: unnamed }

/** A scheme as a draft: equal schemes become equal values. */
export function draftOf(scheme: Scheme): EditedScheme {
  if (scheme.kind === 'published') return publishedDraft
  const tidy = { ...scheme, name: unnamed, weights: tidyWeights(scheme.weights) }
  return tidy.kind === 'weights' && describeModifiers(tidy).length === 0 ? publishedDraft : tidy
}

/** What people may change by hand of every kind of scheme. */
export type Modifiers = Partial<{ weights: WordWeights; minimumMass: number; commentsShare: number }>

/** The draft with something changed by hand; of the published formula that makes one of weights by hand. */
export function modify(scheme: EditedScheme, next: Modifiers): EditedScheme {
  const base: ModifiedScheme = scheme.kind === 'published' ? { kind: 'weights', name: unnamed, ...noModifiers } : scheme
  return draftOf({ ...base, ...next })
}

/** The scheme to commit. */
export function schemeFrom(scheme: EditedScheme, name: string): Scheme {
  return { ...draftOf(scheme), name }
}

/** The weights by hand of a scheme. */
export function weightsOf(scheme: EditedScheme): WordWeights {
  return modifiersOf(scheme).weights
}

/** Whether two schemes give the same labels. */
export function sameScheme(one: EditedScheme, other: EditedScheme): boolean {
  return JSON.stringify(sorted(draftOf(one))) === JSON.stringify(sorted(draftOf(other)))
}

/** The entries of a value by their keys, so that their order makes no difference. */
function sorted(value: object): [string, unknown][] {
  return Object.entries(value).sort(([one], [other]) => one.localeCompare(other))
}

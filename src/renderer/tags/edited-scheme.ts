import { publishedScheme } from '@shared/domain/schemes/published'
import type { Scheme } from '@shared/domain/schemes/scheme'
import { tidyWeights, type WeightsScheme } from '@shared/domain/schemes/weights'

/** What the sliders of the Tags view stand for; the name comes with the commit. */
export type EditedScheme = Pick<WeightsScheme, 'weights' | 'commentsShare'>

/** The sliders before anything is changed: the published formula. */
export const publishedSliders: EditedScheme = { weights: {}, commentsShare: 0 }

/** How the sliders stand for a scheme. */
export function slidersOf(scheme: Scheme): EditedScheme {
  switch (scheme.kind) {
    case 'published':
      return publishedSliders
    case 'weights':
      return { weights: tidyWeights(scheme.weights), commentsShare: scheme.commentsShare }
  }
}

/** The scheme that the sliders stand for: the published formula where every word weighs 1 and comments count nothing. */
export function schemeFrom({ weights, commentsShare }: EditedScheme, name: string): Scheme {
  const tidy = tidyWeights(weights)
  if (Object.keys(tidy).length === 0 && commentsShare === 0) return { ...publishedScheme, name }
  return { kind: 'weights', name, weights: tidy, commentsShare }
}

/** Whether two schemes give the same labels. */
export function sameScheme(one: EditedScheme, other: EditedScheme): boolean {
  return JSON.stringify(schemeFrom(one, '')) === JSON.stringify(schemeFrom(other, ''))
}

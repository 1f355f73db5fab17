import { noModifiers, type SchemeModifiers } from '@shared/domain/schemes/modifiers'
import { deriveByScheme } from '@shared/domain/schemes/scheme'
import type { WeightsScheme } from '@shared/domain/schemes/weights'
import type { TagMatrix, TrackPoints } from '@shared/domain/tag-matrix'
import type { WordWeights } from '@shared/domain/weighted-labels'

/** A scheme of weights by hand. */
export function byHand(weights: WordWeights, modifiers: Partial<SchemeModifiers> = {}, name = 'By hand'): WeightsScheme {
  return { kind: 'weights', name, ...noModifiers, ...modifiers, weights }
}

/** The labels of the formula with weights by hand. */
export function deriveWeighted(matrix: TagMatrix, weights: WordWeights, into?: TrackPoints): TrackPoints {
  return deriveByScheme(matrix, byHand(weights), into)
}

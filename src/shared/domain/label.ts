/** Where a label comes from. */
export const labelSources = ['tags', 'human', 'imported', 'comments'] as const
export type LabelSource = (typeof labelSources)[number]

/** Which source wins when a track has several: the first. Human labels always win. */
export const sourcePrecedence: readonly LabelSource[] = ['human', 'imported', 'tags', 'comments']

/** One coordinate pair with its count, as the label formula takes it. */
export interface WeightedWord {
  readonly word: string
  readonly count: number
}

/** A word's place on the plane, both in [−1, 1]. */
export interface WordCoordinates {
  readonly word: string
  readonly valence: number
  readonly arousal: number
}

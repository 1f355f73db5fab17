import type { Dimension, PlanePoint } from './plane'

/** The coordinates of a label of which one dimension may be known alone; all in [−1, 1]. */
export interface StatedPoint {
  /** Null with `arousal`: there are none, or one waits for the other. */
  readonly valence: number | null
  readonly arousal: number | null
  /** The only dimension that was stated; null: both were. */
  readonly stated: Dimension | null
  /** The stated coordinate while there is none of the other dimension. */
  readonly waiting: number | null
}

/** One or both coordinates of a row; null is not given. */
export interface GivenCoordinates {
  readonly valence: number | null
  readonly arousal: number | null
}

/** The dimension that is not this one. */
export const otherDimension = (dimension: Dimension): Dimension => (dimension === 'valence' ? 'arousal' : 'valence')

/**
 * Makes a label of what a row states. The dimension that it does not state is, in this order: that of the source's label before it; the
 * one that waited; that of the label that counts now; or none, and the stated one waits for it.
 * @param before the last label of the same source and track or excerpt
 * @param present the label that counts for the track or excerpt now
 */
export function completedPoint(given: GivenCoordinates, before: StatedPoint | null, present: PlanePoint | null): StatedPoint {
  const { valence, arousal } = given
  if (valence !== null && arousal !== null) return { valence, arousal, stated: null, waiting: null }
  const stated: Dimension = valence === null ? 'arousal' : 'valence'
  const other = otherDimension(stated)
  const known = whatItSays(before, other)
  const taken = known?.value ?? present?.[other] ?? null
  const value = given[stated]
  if (value === null || taken === null) return { valence: null, arousal: null, stated, waiting: value }
  const point = stated === 'valence' ? { valence: value, arousal: taken } : { valence: taken, arousal: value }
  return { ...point, stated: known?.isStated === true ? null : stated, waiting: null }
}

/** What a label says of a dimension, and whether it was stated there; null: nothing. */
function whatItSays(before: StatedPoint | null, dimension: Dimension): { value: number; isStated: boolean } | null {
  if (before === null) return null
  const value = before[dimension]
  if (value !== null) return { value, isStated: before.stated === null || before.stated === dimension }
  return before.waiting !== null && before.stated === dimension ? { value: before.waiting, isStated: true } : null
}

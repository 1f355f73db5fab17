import type { TagMatrix, TrackPoints } from './tag-matrix'

/** Weight of each word by its name, in [0, 2]; a word that is not named weighs 1. */
export type WordWeights = Readonly<Record<string, number>>

/**
 * Mixes labels with those from comments, in the points themselves. A track without comments keeps its label; one without a label gets
 * none.
 * @param share in [0, 1] that the label from comments has in the result
 */
export function mixComments(matrix: TagMatrix, share: number, points: TrackPoints): void {
  if (share === 0) return
  const mix = (own: Float64Array, comments: Float64Array): void => {
    for (let track = 0; track < own.length; track += 1) {
      const other = comments[track] ?? NaN
      if (!Number.isNaN(other)) own[track] = (1 - share) * (own[track] ?? NaN) + share * other
    }
  }
  mix(points.valence, matrix.commentsValence)
  mix(points.arousal, matrix.commentsArousal)
}

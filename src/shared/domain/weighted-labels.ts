import { emptyPoints, type TagMatrix, type TrackPoints } from './tag-matrix'

/** Weight of each word by its name, in [0, 2]; a word that is not named weighs 1. */
export type WordWeights = Readonly<Record<string, number>>

/** Weights and coordinates by index of the word, [words] each. */
export interface WordColumns {
  readonly weight: Float64Array
  readonly valence: Float64Array
  readonly arousal: Float64Array
}

/** Weights and coordinates by index of the word; a word without coordinates weighs 0. */
export function columnsOf(matrix: TagMatrix, weights: WordWeights): WordColumns {
  const hasCoordinates = (word: TagMatrix['words'][number]): boolean => word.valence !== null && word.arousal !== null
  return {
    weight: Float64Array.from(matrix.words, (word) => (hasCoordinates(word) ? (weights[word.word] ?? 1) : 0)),
    valence: Float64Array.from(matrix.words, (word) => word.valence ?? 0),
    arousal: Float64Array.from(matrix.words, (word) => word.arousal ?? 0),
  }
}

/**
 * Derives the label of every track from its tags, without allocating per track:
 * V(S) = Σ_w weight_w · v_w · count_w / Σ_w weight_w · count_w, A(S) likewise.
 * @param into points to fill; new ones unless given
 * @returns `into`; NaN where no word with a weight above 0 and coordinates is left
 */
export function deriveWeighted(matrix: TagMatrix, weights: WordWeights, into: TrackPoints = emptyPoints(matrix)): TrackPoints {
  const { weight, valence, arousal } = columnsOf(matrix, weights)
  const { offsets, wordIndex, counts } = matrix
  for (let track = 0; track < matrix.trackIds.length; track += 1) {
    let [mass, valenceSum, arousalSum] = [0, 0, 0]
    const end = offsets[track + 1] ?? 0
    for (let entry = offsets[track] ?? 0; entry < end; entry += 1) {
      const word = wordIndex[entry] ?? 0
      const weighted = (counts[entry] ?? 0) * (weight[word] ?? 0)
      mass += weighted
      valenceSum += weighted * (valence[word] ?? 0)
      arousalSum += weighted * (arousal[word] ?? 0)
    }
    into.valence[track] = mass > 0 ? valenceSum / mass : NaN
    into.arousal[track] = mass > 0 ? arousalSum / mass : NaN
  }
  return into
}

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

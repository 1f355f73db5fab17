/** An emotion word of a matrix with its coordinates in [−1, 1]; null where the lexicon lacks it. */
export interface MatrixWord {
  readonly word: string
  readonly valence: number | null
  readonly arousal: number | null
  /** The name that a renamed word has in schemes of before. */
  readonly former?: string | undefined
  /** Names between that one and the present one. */
  readonly earlier?: readonly string[] | undefined
}

/** Tagged tracks as a sparse matrix: track i owns entries offsets[i] … offsets[i+1]−1; counts are sums over the tags of a word. */
export interface TagMatrix {
  readonly words: readonly MatrixWord[]
  /** [tracks] */
  readonly trackIds: Int32Array<ArrayBuffer>
  /** [tracks + 1] */
  readonly offsets: Int32Array
  /** [entries], index into `words`. */
  readonly wordIndex: Int32Array
  /** [entries], ≥ 0. */
  readonly counts: Float32Array
  /** [tracks], rank (see `rankOfSource`) of the source whose label wins over tags, so that no scheme changes it; else `notFixed`. */
  readonly fixedSource: Uint8Array
  /** [tracks], that label; NaN elsewhere. */
  readonly fixedValence: Float32Array
  readonly fixedArousal: Float32Array
  /** [tracks], the label from comments; NaN for a track without one. */
  readonly commentsValence: Float64Array
  readonly commentsArousal: Float64Array
}

/** Value of `fixedSource` for a track whose label a scheme may change. */
export const notFixed = 255

/** A point for every track of a matrix, [tracks] each, in [−1, 1]; NaN for a track without label. */
export interface TrackPoints {
  readonly valence: Float64Array
  readonly arousal: Float64Array
}

/** Points for the tracks of a matrix, to be filled again and again while a slider moves. */
export function emptyPoints(matrix: TagMatrix): TrackPoints {
  return { valence: new Float64Array(matrix.trackIds.length), arousal: new Float64Array(matrix.trackIds.length) }
}

import type { PlanePoint } from '../plane'
import { occurrenceWeights } from '../schemes/occurrence'
import type { TagMatrix } from '../tag-matrix'

/** A track with its words and what people say of it. */
export interface LabelledWords {
  readonly trackId: number
  /** [words of the track], index of the word; only words with coordinates. */
  readonly words: Int32Array
  /** [words of the track], > 0. */
  readonly counts: Float64Array
  /** What people hear, in [−1, 1]. */
  readonly label: PlanePoint
}

/** What each word is worth: what is learnt. */
export interface WordValues {
  /** [words]: logarithm of each word's weight. */
  readonly logWeights: Float64Array
  /** [words], in [−1, 1] */
  readonly valence: Float64Array
  readonly arousal: Float64Array
}

/**
 * Prior of the weights: the scheme by occurrence; what is learnt departs from it only for a reason. Of the exponents ½, 1, 1½ and 2 a half
 * gave the least error after a fit to 50 labels (docs/decisions/0017).
 */
const priorOccurrence = { measure: 'mass', exponent: 0.5, cap: 50 } as const

/** Weights before anything is learnt, and the lexicon's coordinates (0 for a word without). */
export function priorValues(matrix: TagMatrix): WordValues {
  return {
    logWeights: occurrenceWeights(matrix, priorOccurrence).map(Math.log),
    valence: Float64Array.from(matrix.words, ({ valence }) => valence ?? 0),
    arousal: Float64Array.from(matrix.words, ({ arousal }) => arousal ?? 0),
  }
}

/** The labelled tracks of a matrix that carry words with coordinates, by row. */
export function labelledWords(matrix: TagMatrix, labels: ReadonlyMap<number, PlanePoint>): LabelledWords[] {
  return Array.from(matrix.trackIds).flatMap((trackId, row) => {
    const label = labels.get(trackId)
    if (!label) return []
    const [start, end] = [matrix.offsets[row] ?? 0, matrix.offsets[row + 1] ?? 0]
    const entries = Array.from({ length: end - start }, (_, index) => start + index).filter((entry) => {
      const word = matrix.words[matrix.wordIndex[entry] ?? 0]
      return word !== undefined && word.valence !== null && word.arousal !== null && (matrix.counts[entry] ?? 0) > 0
    })
    if (entries.length === 0) return []
    const words = Int32Array.from(entries, (entry) => matrix.wordIndex[entry] ?? 0)
    return { trackId, words, counts: Float64Array.from(entries, (entry) => matrix.counts[entry] ?? 0), label }
  })
}

/** Shares of a track's words in its label, [words of the track], and the label itself. */
export function derivedLabel({ words, counts }: LabelledWords, values: WordValues): { shares: Float64Array; point: PlanePoint } {
  const shares = counts.map((count, index) => count * Math.exp(values.logWeights[words[index] ?? 0] ?? 0))
  const sum = shares.reduce((total, mass) => total + mass, 0)
  let [valence, arousal] = [0, 0]
  for (let index = 0; index < shares.length; index += 1) {
    const [share, word] = [(shares[index] ?? 0) / sum, words[index] ?? 0]
    shares[index] = share
    valence += share * (values.valence[word] ?? 0)
    arousal += share * (values.arousal[word] ?? 0)
  }
  return { shares, point: { valence, arousal } }
}

/** Absolute error of a track's derived label, mean of both dimensions. */
export function errorOf(track: LabelledWords, values: WordValues): number {
  const { point } = derivedLabel(track, values)
  return (Math.abs(point.valence - track.label.valence) + Math.abs(point.arousal - track.label.arousal)) / 2
}

/** Squared error of a track's derived label, sum of both dimensions. */
export function squaredErrorOf(track: LabelledWords, values: WordValues): number {
  const { point } = derivedLabel(track, values)
  return (point.valence - track.label.valence) ** 2 + (point.arousal - track.label.arousal) ** 2
}

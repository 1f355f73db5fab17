import type { PlanePoint } from '../plane'
import { occurrenceWeights } from '../schemes/occurrence'
import { setStatistics } from '../schemes/set-statistics'
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
  /** [words], in [−1, 1]: where each word lies. */
  readonly valence: Float64Array
  readonly arousal: Float64Array
}

/** What words are worth before anything is learnt, and how hard each is to move from there. */
export interface WordPrior extends WordValues {
  /** [words], > 0: how much a departure costs, as a multiple of the strength of a fit. */
  readonly pulls: Float64Array
}

/** Exponents of a prior. */
export interface PriorSettings {
  /** Of the scheme by occurrence. */
  readonly occurrence: number
  /** Of the pull: a word on twice as many tracks is pulled 2^−pull times as hard. */
  readonly pull: number
}

/** The settings with the least error after a fit to 50 labels (docs/decisions/0017; `npm run bench -- learning`). */
export const standardPrior: PriorSettings = { occurrence: 0.5, pull: 1 }
const priorCap = 50

/**
 * Weights of the scheme by occurrence, from which a fit departs only for a reason, and the lexicon's coordinates (0 for a word without).
 * What stands everywhere is doubted most: the more tracks carry a word, the less it is pulled to its prior.
 */
export function priorValues(matrix: TagMatrix, { occurrence, pull }: PriorSettings = standardPrior): WordPrior {
  const { trackShares } = setStatistics(matrix)
  const present = trackShares.filter((share) => share > 0)
  const mean = present.reduce((sum, share) => sum + share, 0) / Math.max(1, present.length)
  return {
    logWeights: occurrenceWeights(matrix, { measure: 'mass', exponent: occurrence, cap: priorCap }).map(Math.log),
    pulls: trackShares.map((share) => (share > 0 ? (share / mean) ** -pull : 1)),
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

/**
 * The label that values give a track.
 * @param shares to fill with each word's share in it, [at least the words of the track]
 */
export function derivedLabel(
  { words, counts }: LabelledWords,
  values: WordValues,
  shares: Float64Array = new Float64Array(words.length),
): PlanePoint {
  let [sum, valence, arousal] = [0, 0, 0]
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? 0
    const mass = (counts[index] ?? 0) * Math.exp(values.logWeights[word] ?? 0)
    shares[index] = mass
    sum += mass
    valence += mass * (values.valence[word] ?? 0)
    arousal += mass * (values.arousal[word] ?? 0)
  }
  for (let index = 0; index < words.length; index += 1) shares[index] = (shares[index] ?? 0) / sum
  return { valence: valence / sum, arousal: arousal / sum }
}

/** Absolute error of a track's derived label, mean of both dimensions. */
export function errorOf(track: LabelledWords, values: WordValues): number {
  return errorOfPoint(track, derivedLabel(track, values))
}

/** Absolute error of any label of a track, mean of both dimensions. */
export function errorOfPoint({ label }: LabelledWords, { valence, arousal }: PlanePoint): number {
  return (Math.abs(valence - label.valence) + Math.abs(arousal - label.arousal)) / 2
}

/** Squared error of a track's derived label, sum of both dimensions. */
export function squaredErrorOf(track: LabelledWords, values: WordValues): number {
  const point = derivedLabel(track, values)
  return (point.valence - track.label.valence) ** 2 + (point.arousal - track.label.arousal) ** 2
}

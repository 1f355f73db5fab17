import type { TagMatrix, TrackPoints } from '../tag-matrix'
import type { SchemeModifiers } from './modifiers'
import type { TagReading } from './scheme-kind'
import { setStatistics } from './set-statistics'

/** What a scheme makes of a matrix: everything that the formula needs. */
export interface Derivation {
  /** [entries], ≥ 0 */
  readonly masses: Float64Array
  /** [words], ≥ 0; 0 for a word without coordinates. */
  readonly weight: Float64Array
  /** [words], in [0, 1]: share of a word's mass that remains; see `remainingMass`. */
  readonly remaining: Float64Array
  /** [words], in [−1, 1] */
  readonly valence: Float64Array
  readonly arousal: Float64Array
  readonly minimumMass: number
}

/** Joins what a kind of scheme reads with people's own weights. */
export function derivationOf(matrix: TagMatrix, reading: TagReading, { weights, minimumMass }: SchemeModifiers): Derivation {
  const { massShares } = setStatistics(matrix)
  const mean = reading.weights.reduce((sum, weight, word) => sum + weight * (massShares[word] ?? 0), 0)
  const size = matrix.words.length
  const [weight, remaining] = [new Float64Array(size), new Float64Array(size)]
  matrix.words.forEach(({ word, valence, arousal }, index) => {
    if (valence === null || arousal === null) return
    const [own, byHand] = [reading.weights[index] ?? 1, weights[word] ?? 1]
    weight[index] = own * byHand
    remaining[index] = Math.min(1, mean > 0 ? own / mean : 1) * Math.min(1, byHand)
  })
  const lexicon = {
    valence: Float64Array.from(matrix.words, (word) => word.valence ?? 0),
    arousal: Float64Array.from(matrix.words, (word) => word.arousal ?? 0),
  }
  return { masses: reading.masses, weight, remaining, ...(reading.coordinates ?? lexicon), minimumMass }
}

/**
 * Derives the label of every track, without allocating per track: V(S) = Σ_w weight_w · v_w · mass_w / Σ_w weight_w · mass_w, A(S)
 * likewise.
 * @param into points to fill; NaN where nothing that weighs is left, or less than the minimum of tag mass remains
 */
export function derivePoints(matrix: TagMatrix, derivation: Derivation, into: TrackPoints): void {
  const { trackIds, offsets, wordIndex } = matrix
  const { masses, weight, valence, arousal, minimumMass } = derivation
  let end = offsets[0] ?? 0
  for (let track = 0; track < trackIds.length; track += 1) {
    let sum = 0
    let valenceSum = 0
    let arousalSum = 0
    let entry = end
    end = offsets[track + 1] ?? 0
    for (; entry < end; entry += 1) {
      const word = wordIndex[entry] ?? 0
      const weighted = (masses[entry] ?? 0) * (weight[word] ?? 0)
      sum += weighted
      valenceSum += weighted * (valence[word] ?? 0)
      arousalSum += weighted * (arousal[word] ?? 0)
    }
    const isLabelled = sum > 0 && (minimumMass <= 0 || remainingMass(matrix, derivation, track) >= minimumMass)
    into.valence[track] = isLabelled ? valenceSum / sum : NaN
    into.arousal[track] = isLabelled ? arousalSum / sum : NaN
  }
}

/**
 * Tag mass that remains of a track: its counts, as the scheme damps them, each times min(1, weight of the word / mean weight by tag
 * mass) and times its weight by hand where that is below 1. A track of which less than the scheme's minimum remains gets no label.
 * @param track row of the matrix
 */
export function remainingMass({ offsets, wordIndex }: TagMatrix, { masses, remaining }: Derivation, track: number): number {
  let left = 0
  const end = offsets[track + 1] ?? 0
  for (let entry = offsets[track] ?? 0; entry < end; entry += 1) left += (masses[entry] ?? 0) * (remaining[wordIndex[entry] ?? 0] ?? 0)
  return left
}

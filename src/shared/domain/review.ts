import type { TagMatrix, TrackPoints } from './tag-matrix'
import type { PlanePoint } from './plane'

/** Why a track deserves a look. */
export type ReviewReason = 'unlabelled' | 'single-tag' | 'tags-disagree' | 'near-axis' | 'prediction-disagrees' | 'chosen'

/** A reason with how useful the look would be, in [0, 1], and a sentence about it. */
export interface ReviewSuggestion {
  readonly reason: ReviewReason
  readonly usefulness: number
  readonly detail: string
}

/** What is known of a track when it is judged. */
export interface ReviewEvidence {
  /** The label that counts; null for none. */
  readonly label: PlanePoint | null
  /** Emotion words with coordinates that the track carries. */
  readonly words: number
  /** The track's only word, if it has one only. */
  readonly onlyWord: string | null
  /** Standard deviation of its words' coordinates around their mean, by counts, in [0, √2]; see `tagDispersion`. */
  readonly dispersion: number
  readonly prediction: (PlanePoint & { readonly model: string }) | null
}

/** Thresholds on the plane −1…1: words of opposite corners have a dispersion of about 1; one half is a quarter of the plane's width. */
const disagreementFrom = 0.6
const predictionDistanceFrom = 0.5
const axisWidth = 0.05
const widest = Math.SQRT2

/**
 * The most useful reason to look at a track; null when none holds. A label that is wrong misleads more than one that is missing,
 * so disagreement stands before absence, and absence before mere doubt.
 */
export function reviewSuggestion(evidence: ReviewEvidence): ReviewSuggestion | null {
  const { label, prediction, dispersion } = evidence
  if (!label)
    return {
      reason: 'unlabelled',
      usefulness: 0.5,
      detail: evidence.words > 0 ? 'Has tags, but no label.' : 'Has no label and no emotion words.',
    }
  const suggestions: ReviewSuggestion[] = []
  const distance = prediction ? Math.hypot(prediction.valence - label.valence, prediction.arousal - label.arousal) : 0
  if (prediction && distance >= predictionDistanceFrom) {
    suggestions.push({
      reason: 'prediction-disagrees',
      usefulness: 0.5 + 0.5 * Math.min(1, distance / (2 * widest)),
      detail: `${prediction.model} predicts it ${distance.toFixed(2)} away from its label (−1…1).`,
    })
  }
  if (dispersion >= disagreementFrom) {
    suggestions.push({
      reason: 'tags-disagree',
      usefulness: 0.5 + 0.5 * Math.min(1, dispersion / widest) * 0.9,
      detail: `Its words lie ${dispersion.toFixed(2)} apart on average (−1…1).`,
    })
  }
  if (evidence.onlyWord !== null)
    suggestions.push({ reason: 'single-tag', usefulness: 0.4, detail: `Its only emotion word is “${evidence.onlyWord}”.` })
  const nearest = Math.min(Math.abs(label.valence), Math.abs(label.arousal))
  if (nearest < axisWidth) {
    suggestions.push({
      reason: 'near-axis',
      usefulness: 0.3 * (1 - nearest / axisWidth),
      detail: `Lies ${nearest.toFixed(3)} from an axis: its quadrant is uncertain (−1…1).`,
    })
  }
  return suggestions.reduce<ReviewSuggestion | null>((best, next) => (best && best.usefulness >= next.usefulness ? best : next), null)
}

/**
 * How far a track's words lie from each other: the standard deviation, weighted by counts, of their coordinates around the derived label.
 * @param track row of the matrix
 * @param points derived from the matrix, every word with weight 1
 * @returns in [0, √2]; 0 for one word or none with coordinates
 */
export function tagDispersion(matrix: TagMatrix, points: TrackPoints, track: number): number {
  let [mass, squares] = [0, 0]
  const end = matrix.offsets[track + 1] ?? 0
  for (let entry = matrix.offsets[track] ?? 0; entry < end; entry += 1) {
    const word = matrix.words[matrix.wordIndex[entry] ?? 0]
    if (!word || word.valence === null || word.arousal === null) continue
    const count = matrix.counts[entry] ?? 0
    mass += count
    squares += count * ((word.valence - (points.valence[track] ?? 0)) ** 2 + (word.arousal - (points.arousal[track] ?? 0)) ** 2)
  }
  return mass > 0 ? Math.sqrt(squares / mass) : 0
}

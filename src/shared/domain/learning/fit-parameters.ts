import type { PlanePoint } from '../plane'
import type { LabelledWords, WordPrior, WordValues } from './word-model'

/** How words are fitted. */
export interface FitSettings {
  /** Pull towards the prior: what one unit of squared logarithm of a weight costs, in squared error of one track. */
  readonly strength: number
  /** Whether coordinates move too, within `coordinateLimit` of the lexicon's. */
  readonly movesCoordinates: boolean
}

/** Tracks that must carry a word together with others before its weight is learnt; with fewer it keeps the prior. */
export const fewestTracksOfWord = 3
/** How far from the lexicon a word's coordinates may move. */
export const coordinateLimit = 0.3
/** A move of a coordinate by this much costs as much as a weight that is e times another. */
export const coordinateUnit = 0.2

/** Where each parameter of a fit stands in its vector; −1 for what keeps its prior. */
export interface FitLayout {
  readonly size: number
  /** [words]: departures of the logarithms of weights from the prior. */
  readonly weightAt: Int32Array
  /** [words]: moves of coordinates, in units of `coordinateUnit`. */
  readonly coordinateAt: Readonly<Record<keyof PlanePoint, Int32Array>>
  /** [size]: what the square of each parameter costs. */
  readonly costs: Float64Array
}

/**
 * The parameters that tracks can teach: the weights of words that enough of them carry beside other words, and the coordinates of words
 * that enough of them carry at all.
 */
export function layOut(tracks: readonly LabelledWords[], { pulls }: WordPrior, { strength, movesCoordinates }: FitSettings): FitLayout {
  const { beside, carried } = countWords(tracks, pulls.length)
  const costs: number[] = []
  const indexes = (counts: Int32Array): Int32Array =>
    counts.map((count, word) => (count < fewestTracksOfWord ? -1 : costs.push(strength * (pulls[word] ?? 1)) - 1))
  const weightAt = indexes(beside)
  const moving = movesCoordinates ? carried : new Int32Array(pulls.length)
  const coordinateAt = { valence: indexes(moving), arousal: indexes(moving) }
  return { size: costs.length, weightAt, coordinateAt, costs: Float64Array.from(costs) }
}

/** Tracks that carry each word, and those that carry it beside others; [words] each. */
export function countWords(tracks: readonly LabelledWords[], words: number): { beside: Int32Array; carried: Int32Array } {
  const [beside, carried] = [new Int32Array(words), new Int32Array(words)]
  for (const { words: own } of tracks) {
    for (const word of own) {
      carried[word] = (carried[word] ?? 0) + 1
      if (own.length > 1) beside[word] = (beside[word] ?? 0) + 1
    }
  }
  return { beside, carried }
}

/** What words are worth by a vector of parameters; the prior by zeros. */
export function valuesAt(prior: WordPrior, { weightAt, coordinateAt }: FitLayout, parameters: Float64Array): WordValues {
  const at = (index: number | undefined): number => (index === undefined || index < 0 ? 0 : (parameters[index] ?? 0))
  const moved = (dimension: keyof PlanePoint): Float64Array =>
    prior[dimension].map((own, word) => withinLimit(own + coordinateUnit * at(coordinateAt[dimension][word]), own))
  return {
    logWeights: prior.logWeights.map((own, word) => own + at(weightAt[word])),
    valence: moved('valence'),
    arousal: moved('arousal'),
  }
}

function withinLimit(value: number, own: number): number {
  const [low, high] = [Math.max(-1, own - coordinateLimit), Math.min(1, own + coordinateLimit)]
  return Math.min(high, Math.max(low, value))
}

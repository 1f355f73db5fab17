import { type Estimate, meanWithInterval } from '../label-comparison'
import { quantile } from '../metrics-report'
import type { PlanePoint } from '../plane'
import { createRandom, mixSeed } from '../random'
import { setStatistics } from '../schemes/set-statistics'
import type { TagMatrix } from '../tag-matrix'
import { chooseStrength, heldOutErrors } from './cross-fit'
import { fewestTracksOfWord, fitWords, type FitSettings } from './fit-words'
import { derivedLabel, errorOf, type LabelledWords, labelledWords, priorValues, type WordValues } from './word-model'

/** What is learnt of one word. */
export interface LearntWord {
  readonly word: string
  /** Weight and its 95 % interval; the average word, by tag mass, has 1. */
  readonly weight: Estimate
  /** Weight before anything was learnt. */
  readonly prior: number
  /** Coordinates after the fit, in [−1, 1]. */
  readonly valence: number
  readonly arousal: number
  /** Labelled tracks that carry the word. */
  readonly tracks: number
  /** False for a word that too few labelled tracks carry beside others: it keeps the prior. */
  readonly isLearnt: boolean
  /** Labelled tracks that argue most for the change, the strongest first. */
  readonly arguing: readonly number[]
}

/** Error on tracks outside the fit, mean of both dimensions, −1…1: before by the published formula, after by what was learnt. */
export interface HeldOutGain {
  readonly before: number
  readonly after: number
  /** 95 % interval of before − after, paired by track. */
  readonly low: number
  readonly high: number
  /** Whether the interval excludes 0 on the side of a gain. */
  readonly enough: boolean
  readonly tracks: number
}

/** What people's labels say words are worth. */
export interface LearntWords {
  readonly words: readonly LearntWord[]
  readonly heldOut: HeldOutGain
  readonly strength: number
  /** Tracks that the fit has read, in rising order of ids. */
  readonly trackIds: readonly number[]
}

/** How words are learnt. */
export interface LearningSettings {
  readonly seed: number
  readonly movesCoordinates: boolean
}

/** Fewer labelled tracks with tags allow no fit. */
export const fewestLabels = 10
const resamples = 60
const mostArguing = 5

/**
 * Learns from people's labels what each word is worth.
 * @param labels of whole tracks, by people or imported, in [−1, 1]
 * @returns null when fewer than `fewestLabels` of the labelled tracks carry words with coordinates
 */
export function learnWords(matrix: TagMatrix, labels: ReadonlyMap<number, PlanePoint>, settings: LearningSettings): LearntWords | null {
  const tracks = labelledWords(matrix, labels)
  if (tracks.length < fewestLabels) return null
  const prior = priorValues(matrix)
  const strength = chooseStrength(tracks, prior, settings)
  const fitSettings: FitSettings = { ...settings, strength }
  const fitted = fitWords(tracks, prior, fitSettings)
  const drawn = Array.from({ length: resamples }, (_, index) => {
    const random = createRandom(mixSeed(settings.seed, 4, index))
    return weightsOf(
      matrix,
      fitWords(
        Array.from(tracks, () => random.pick(tracks)),
        prior,
        fitSettings,
        fitted,
      ),
    )
  })
  return {
    words: describeWords(matrix, tracks, { prior, fitted, drawn }),
    heldOut: gainOf(tracks, prior, settings),
    strength,
    trackIds: tracks.map(({ trackId }) => trackId).sort((one, other) => one - other),
  }
}

function gainOf(tracks: readonly LabelledWords[], prior: WordValues, settings: LearningSettings): HeldOutGain {
  const published: WordValues = { ...prior, logWeights: new Float64Array(prior.logWeights.length) }
  const errors = heldOutErrors(tracks, prior, settings).map(({ track, after }) => ({ before: errorOf(track, published), after }))
  const mean = (part: 'before' | 'after'): number => errors.reduce((sum, error) => sum + error[part], 0) / errors.length
  const { low, high } = meanWithInterval(errors.map(({ before, after }) => before - after))
  return { before: mean('before'), after: mean('after'), low, high, enough: low > 0, tracks: errors.length }
}

/** Weights, [words], scaled so that their logarithms average 0 by tag mass. */
function weightsOf(matrix: TagMatrix, { logWeights }: WordValues): Float64Array {
  const { massShares } = setStatistics(matrix)
  const mean = logWeights.reduce((sum, logarithm, word) => sum + logarithm * (massShares[word] ?? 0), 0)
  return logWeights.map((logarithm) => Math.exp(logarithm - mean))
}

interface Fit {
  readonly prior: WordValues
  readonly fitted: WordValues
  /** Weights of the resampled fits. */
  readonly drawn: readonly Float64Array[]
}

function describeWords(matrix: TagMatrix, tracks: readonly LabelledWords[], { prior, fitted, drawn }: Fit): LearntWord[] {
  const [before, after] = [weightsOf(matrix, prior), weightsOf(matrix, fitted)]
  return matrix.words.flatMap(({ word, valence, arousal }, index): LearntWord[] => {
    if (valence === null || arousal === null) return []
    const carrying = tracks.filter(({ words }) => words.includes(index))
    const sorted = Float64Array.from(drawn, (weights) => weights[index] ?? 1).sort()
    return [
      {
        word,
        weight: { value: after[index] ?? 1, low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) },
        prior: before[index] ?? 1,
        valence: fitted.valence[index] ?? valence,
        arousal: fitted.arousal[index] ?? arousal,
        tracks: carrying.length,
        isLearnt: carrying.filter(({ words }) => words.length > 1).length >= fewestTracksOfWord,
        arguing: arguingTracks(carrying, index, prior, (fitted.logWeights[index] ?? 0) - (prior.logWeights[index] ?? 0)),
      },
    ]
  })
}

/** Tracks whose error, by the prior, shrinks most when the word's weight changes as it did. */
function arguingTracks(carrying: readonly LabelledWords[], word: number, prior: WordValues, change: number): number[] {
  const pulls = carrying.map((track) => {
    const { shares, point } = derivedLabel(track, prior)
    const share = shares[track.words.indexOf(word)] ?? 0
    const pullOf = (dimension: keyof PlanePoint): number =>
      (track.label[dimension] - point[dimension]) * share * ((prior[dimension][word] ?? 0) - point[dimension])
    return { trackId: track.trackId, pull: Math.sign(change) * (pullOf('valence') + pullOf('arousal')) }
  })
  return pulls
    .filter(({ pull }) => pull > 0)
    .sort((one, other) => other.pull - one.pull)
    .slice(0, mostArguing)
    .map(({ trackId }) => trackId)
}

/** What the labels allow to be concluded, in a sentence; scale −1…1. */
export function learningSentence({ before, after, low, high, enough, tracks }: HeldOutGain): string {
  const three = (value: number): string => value.toFixed(3).replace('-', '−')
  const figures = `error on tracks outside the fit ${three(before)} before, ${three(after)} after; gain ${three(before - after)}`
  const interval = `95 % interval ${three(low)} to ${three(high)}, ${tracks.toLocaleString('en')} tracks, scale −1…1`
  if (enough) return `What was learnt brings labels closer to people: ${figures} (${interval}).`
  return `Not enough labels to tell whether it helps: ${figures} (${interval}).`
}

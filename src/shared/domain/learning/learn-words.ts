import type { Estimate, PointsOfTracks } from '../label-comparison'
import { quantile } from '../metrics-report'
import type { PlanePoint } from '../plane'
import { createRandom, mixSeed } from '../random'
import { setStatistics } from '../schemes/set-statistics'
import type { TagMatrix } from '../tag-matrix'
import { chooseStrength, choosingSteps, heldOutErrors, heldOutSteps } from './cross-fit'
import { countWords, fewestTracksOfWord, type FitSettings } from './fit-parameters'
import { fitWords } from './fit-words'
import { gainOf, type HeldOutGain } from './held-out-gain'
import type { Pace } from './pace'
import { derivedLabel, type LabelledWords, priorValues, type WordPrior, type WordValues } from './word-model'

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

/** What is learnt from. */
export interface LearningMaterial {
  readonly matrix: TagMatrix
  /** Tracks with a label by people or an imported one; `fewestLabels` or more. */
  readonly tracks: readonly LabelledWords[]
  /** What the version in use says of tracks; null where that is the published formula. */
  readonly inUse: PointsOfTracks | null
}

/** Fewer labelled tracks with tags allow no fit. */
export const fewestLabels = 10
const resamples = 60
const mostArguing = 5
/** Pieces of work of `learnWords`. */
export const learningSteps = choosingSteps + heldOutSteps + resamples

/** Learns from people's labels what each word is worth. @throws what `pace` throws when the work is cancelled */
export async function learnWords(
  { matrix, tracks, inUse }: LearningMaterial,
  settings: LearningSettings,
  pace: Pace,
): Promise<LearntWords> {
  const prior = priorValues(matrix)
  const fitSettings: FitSettings = { ...settings, strength: await chooseStrength(tracks, prior, settings, pace) }
  const fitted = fitWords(tracks, prior, fitSettings)
  const drawn = await drawFits(tracks, prior, fitSettings, settings.seed, pace)
  return {
    words: describeWords(matrix, tracks, { prior, fitted, drawn: drawn.map((values) => weightsOf(matrix, values)) }),
    heldOut: gainOf(await heldOutErrors(tracks, prior, settings, pace), prior, inUse),
    strength: fitSettings.strength,
    trackIds: tracks.map(({ trackId }) => trackId).sort((one, other) => one - other),
  }
}

/** Fits to tracks that are drawn again and again from those at hand. */
async function drawFits(
  tracks: readonly LabelledWords[],
  prior: WordPrior,
  settings: FitSettings,
  seed: number,
  pace: Pace,
): Promise<WordValues[]> {
  const fits: WordValues[] = []
  for (let draw = 0; draw < resamples; draw += 1) {
    const random = createRandom(mixSeed(seed, 4, draw))
    const drawn = Array.from(tracks, () => random.pick(tracks))
    fits.push(fitWords(drawn, prior, settings))
    await pace.step()
  }
  return fits
}

/** A value with the interval that the middle 95 % of the resampled ones fill. */
function estimateOf(value: number, drawn: Float64Array): Estimate {
  const sorted = drawn.sort()
  return { value, low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) }
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
  const { beside, carried } = countWords(tracks, matrix.words.length)
  return matrix.words.flatMap(({ word, valence, arousal }, index): LearntWord[] => {
    if (valence === null || arousal === null) return []
    const carrying = tracks.filter(({ words }) => words.includes(index))
    return [
      {
        word,
        weight: estimateOf(
          after[index] ?? 1,
          Float64Array.from(drawn, (weights) => weights[index] ?? 1),
        ),
        prior: before[index] ?? 1,
        valence: fitted.valence[index] ?? valence,
        arousal: fitted.arousal[index] ?? arousal,
        tracks: carried[index] ?? 0,
        isLearnt: (beside[index] ?? 0) >= fewestTracksOfWord,
        arguing: arguingTracks(carrying, index, prior, (fitted.logWeights[index] ?? 0) - (prior.logWeights[index] ?? 0)),
      },
    ]
  })
}

/** Tracks whose error, by the prior, shrinks most when the word's weight changes as it did. */
function arguingTracks(carrying: readonly LabelledWords[], word: number, prior: WordValues, change: number): number[] {
  const pulls = carrying.map((track) => {
    const shares = new Float64Array(track.words.length)
    const point = derivedLabel(track, prior, shares)
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

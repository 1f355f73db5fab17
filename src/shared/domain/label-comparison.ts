import { type DimensionMetrics, dimensionMetrics } from './metrics'
import { quantile } from './metrics-report'
import { type PlanePoint, quadrantOf } from './plane'
import { createRandom, mixSeed } from './random'

/** A number with its 95 % interval. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Points of tracks by the tracks' ids, in [−1, 1]. */
export type PointsOfTracks = ReadonlyMap<number, PlanePoint>

/** Labels that are judged by what people hear. */
export interface ComparedPoints {
  readonly id: number
  readonly points: PointsOfTracks
}

/** Predictions that are judged by what people hear: of each track one or several, such as those of networks of several seeds. */
export interface ComparedPredictions {
  readonly id: number
  readonly points: ReadonlyMap<number, readonly PlanePoint[]>
}

/** How far one version's labels are from the truth, on the tracks that all of them label; scale −1…1. */
export interface ComparedRow {
  readonly id: number
  readonly tracks: number
  readonly maeValence: number
  readonly maeArousal: number
  readonly r2Valence: number
  readonly r2Arousal: number
  readonly rValence: number
  readonly rArousal: number
  /** Share of the tracks in the right quadrant, in [0, 1]. */
  readonly quadrants: number
  /** Mean over both dimensions of the absolute error. */
  readonly error: Estimate
  /** Against the first version; null for the first itself. */
  readonly difference: PairedDifference | null
}

/** Error of the first version minus the error of this one, paired by track: above 0 this one is closer. */
export interface PairedDifference {
  readonly against: number
  readonly valence: Estimate
  readonly arousal: Estimate
  readonly both: Estimate
}

/** How intervals are drawn: percentile bootstrap over tracks (Efron), the same tracks for every version. */
export interface ComparisonSettings {
  readonly resamples: number
  readonly seed: number
}

export const standardComparison: ComparisonSettings = { resamples: 2000, seed: 1 }

/** Tracks of the truth that every version labels, in rising order of ids. */
function commonTracks(truth: PointsOfTracks, versions: readonly ComparedPredictions[]): number[] {
  return [...truth.keys()].filter((trackId) => versions.every(({ points }) => points.has(trackId))).sort((one, other) => one - other)
}

/**
 * Compares versions of labels by the tracks that all of them label. The first version is the one that others are held against.
 * @param truth what people hear
 * @returns a row for each version, in their order; empty when they share no track
 */
export function compareWithTruth(
  truth: PointsOfTracks,
  versions: readonly ComparedPoints[],
  settings: ComparisonSettings = standardComparison,
): ComparedRow[] {
  const once = ({ id, points }: ComparedPoints): ComparedPredictions => ({
    id,
    points: new Map([...points].map(([trackId, point]) => [trackId, [point]])),
  })
  return comparePredictions(truth, versions.map(once), settings)
}

/**
 * Compares predictions by the tracks of which all versions predict something. Every prediction counts in the metrics by itself; the error
 * of a track is the mean over its predictions, and intervals are drawn over tracks, so that several predictions of a track do not count
 * as several tracks.
 * @param truth what people hear
 * @returns a row for each version, in their order; empty when they share no track
 */
export function comparePredictions(
  truth: PointsOfTracks,
  versions: readonly ComparedPredictions[],
  settings: ComparisonSettings = standardComparison,
): ComparedRow[] {
  const trackIds = commonTracks(truth, versions)
  const [first] = versions
  if (trackIds.length === 0 || !first) return []
  const draws = drawTracks(trackIds.length, settings)
  const ofFirst = errorsOf(trackIds, truth, first)
  return versions.map((version) => {
    const errors = errorsOf(trackIds, truth, version)
    return {
      id: version.id,
      tracks: trackIds.length,
      ...metricsOf(trackIds, truth, version),
      error: estimate(errors.both, draws),
      difference: version === first ? null : differenceOf(first.id, ofFirst, errors, draws),
    }
  })
}

interface Pair {
  readonly observed: PlanePoint
  readonly predicted: PlanePoint
}

/** What was observed and predicted, one pair for each prediction of each track. */
function pairsOf(trackIds: readonly number[], truth: PointsOfTracks, { points }: ComparedPredictions): Pair[] {
  return trackIds.flatMap((trackId) => {
    const observed = truth.get(trackId)
    return observed ? (points.get(trackId) ?? []).map((predicted) => ({ observed, predicted })) : []
  })
}

function metricsOf(trackIds: readonly number[], truth: PointsOfTracks, version: ComparedPredictions) {
  const pairs = pairsOf(trackIds, truth, version)
  const of = (dimension: keyof PlanePoint): DimensionMetrics =>
    dimensionMetrics(
      Float64Array.from(pairs, ({ observed }) => observed[dimension]),
      Float64Array.from(pairs, ({ predicted }) => predicted[dimension]),
    )
  const [valence, arousal] = [of('valence'), of('arousal')]
  return {
    maeValence: valence.mae,
    maeArousal: arousal.mae,
    r2Valence: valence.r2,
    r2Arousal: arousal.r2,
    rValence: valence.pearson,
    rArousal: arousal.pearson,
    quadrants: pairs.filter(({ observed, predicted }) => quadrantOf(observed) === quadrantOf(predicted)).length / pairs.length,
  }
}

/** Absolute errors, [tracks] each. */
interface Errors {
  readonly valence: Float64Array
  readonly arousal: Float64Array
  readonly both: Float64Array
}

function errorsOf(trackIds: readonly number[], truth: PointsOfTracks, version: ComparedPredictions): Errors {
  const errors = (dimension: keyof PlanePoint): Float64Array =>
    Float64Array.from(trackIds, (trackId) =>
      meanOf(pairsOf([trackId], truth, version).map(({ observed, predicted }) => Math.abs(observed[dimension] - predicted[dimension]))),
    )
  const [valence, arousal] = [errors('valence'), errors('arousal')]
  return { valence, arousal, both: valence.map((error, index) => (error + (arousal[index] ?? 0)) / 2) }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function differenceOf(against: number, first: Errors, own: Errors, draws: readonly Int32Array[]): PairedDifference {
  const between = (dimension: keyof Errors): Estimate =>
    estimate(
      first[dimension].map((error, index) => error - (own[dimension][index] ?? 0)),
      draws,
    )
  return { against, valence: between('valence'), arousal: between('arousal'), both: between('both') }
}

/** Resampled tracks, [resamples][tracks]. */
function drawTracks(tracks: number, { resamples, seed }: ComparisonSettings): Int32Array[] {
  return Array.from({ length: resamples }, (_, index) => {
    const random = createRandom(mixSeed(seed, index))
    return Int32Array.from({ length: tracks }, () => random.integer(0, tracks - 1))
  })
}

function estimate(values: Float64Array, draws: readonly Int32Array[]): Estimate {
  const mean = (rows: Int32Array): number => rows.reduce((sum, row) => sum + (values[row] ?? 0), 0) / rows.length
  const sorted = Float64Array.from(draws, mean).sort()
  return {
    value: values.reduce((sum, value) => sum + value, 0) / values.length,
    low: quantile(sorted, 0.025),
    high: quantile(sorted, 0.975),
  }
}

/** Mean and 95 % interval of numbers, one a track, by bootstrap over tracks. */
export function meanWithInterval(values: ArrayLike<number>, settings: ComparisonSettings = standardComparison): Estimate {
  return estimate(Float64Array.from(values), drawTracks(values.length, settings))
}

const three = (value: number): string => value.toFixed(3).replace('-', '−')

/**
 * What may be concluded from a paired difference, in a sentence; scale −1…1.
 * @param subject as a sentence begins with it, such as "Version 3"
 */
export function conclusionOf(subject: string, other: string, { value, low, high }: Estimate, tracks: number): string {
  const interval = `95 % interval ${three(low)} to ${three(high)}, ${tracks.toLocaleString('en')} tracks, scale −1…1`
  if (low > 0) return `${subject} is closer to what people hear than ${other}, by ${three(value)} (${interval}).`
  if (high < 0) return `${subject} is further from what people hear than ${other}, by ${three(-value)} (${interval}).`
  const within = subject.charAt(0).toLowerCase() + subject.slice(1)
  return `There are not enough tracks to distinguish ${within} from ${other}: the errors differ by ${three(value)} (${interval}).`
}

/** How many judging tracks had a part in what they judge; null where networks are judged by other tracks. */
export interface JudgedPart {
  readonly judgedInFit: number
  readonly judgedInTraining: number | null
}

/** The sentence that says how many judging tracks had a part in what they judge, of all versions the most. */
export function judgedPartSentence(parts: readonly JudgedPart[]): string {
  const inFit = Math.max(0, ...parts.map(({ judgedInFit }) => judgedInFit))
  const trained = parts.flatMap(({ judgedInTraining }) => judgedInTraining ?? [])
  const inTraining = trained.length > 0 ? ` and ${Math.max(...trained)} train networks on their labels` : ''
  return `Of the tracks that judge, ${inFit} are in the fit of a compared scheme${inTraining}.`
}

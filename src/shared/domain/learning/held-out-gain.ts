import { type Estimate, meanWithInterval, type PointsOfTracks } from '../label-comparison'
import type { HeldOutError } from './cross-fit'
import { errorOf, errorOfPoint, type WordValues } from './word-model'

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
  /** The same against the version in use; null where that is the published formula, or labels none of the tracks. */
  readonly inUse: GainOnVersion | null
}

/** What learning gains against a version of labels, on the tracks that the version labels. */
export interface GainOnVersion {
  readonly before: number
  readonly after: number
  readonly gain: Estimate
  readonly tracks: number
}

/**
 * What was gained on tracks that no fit has read.
 * @param lexicon coordinates of the words; their weights are 1 in the published formula
 * @param inUse labels by the version in use; null where that is the published formula
 */
export function gainOf(errors: readonly HeldOutError[], lexicon: WordValues, inUse: PointsOfTracks | null): HeldOutGain {
  const published: WordValues = { ...lexicon, logWeights: new Float64Array(lexicon.logWeights.length) }
  const { gain, ...means } = gainOn(errors.map(({ track, after }) => ({ before: errorOf(track, published), after })))
  const ofVersion = errors.flatMap(({ track, after }) => {
    const point = inUse?.get(track.trackId)
    return point ? [{ before: errorOfPoint(track, point), after }] : []
  })
  return {
    ...means,
    low: gain.low,
    high: gain.high,
    enough: gain.low > 0,
    inUse: ofVersion.length > 0 ? gainOn(ofVersion) : null,
  }
}

function gainOn(errors: readonly { readonly before: number; readonly after: number }[]): GainOnVersion {
  const mean = (part: 'before' | 'after'): number => errors.reduce((sum, error) => sum + error[part], 0) / errors.length
  return {
    before: mean('before'),
    after: mean('after'),
    gain: meanWithInterval(errors.map(({ before, after }) => before - after)),
    tracks: errors.length,
  }
}

/** The version of labels that is in use. */
export interface NamedVersion {
  readonly id: number
  readonly name: string
  /** Whether it was learnt from some of the tracks that judge it here: its error is too small then. */
  readonly hasReadThem: boolean
}

/** What the labels allow to be concluded, in sentences; scale −1…1. */
export function learningSentence(gain: HeldOutGain, version: NamedVersion | null): string {
  const { before, after, low, high, enough, tracks } = gain
  const errors = `error on tracks outside the fit ${three(before)} by the published formula, ${three(after)} after`
  const interval = `95 % interval ${three(low)} to ${three(high)}, ${tracks.toLocaleString('en')} tracks, scale −1…1`
  const conclusion = enough ? 'What was learnt brings labels closer to people' : 'Not enough labels to tell whether it helps'
  const onVersion = version && gain.inUse ? [sentenceOnVersion(version, gain.inUse)] : []
  return [`${conclusion}: ${errors}; gain ${three(before - after)} (${interval}).`, ...onVersion].join(' ')
}

function sentenceOnVersion({ id, name, hasReadThem }: NamedVersion, { before, gain }: GainOnVersion): string {
  const remark = hasReadThem ? ', which was learnt from these tracks and looks better on them than it is' : ''
  const interval = `${three(gain.low)} to ${three(gain.high)}`
  return `Version ${id} in use, “${name}”${remark}: ${three(before)}; gain ${three(gain.value)} (${interval}).`
}

function three(value: number): string {
  return value.toFixed(3).replace('-', '−')
}

import { createRandom } from '../random'
import type { TrackPoints } from '../tag-matrix'
import { type Covariance, logDensity, sumOf } from './covariance'

/** Labels are compared with so many others at most, drawn at random, so that the work grows with the tracks and not with their pairs. */
const mostReferences = 500
const seed = 41
/** Width of the kernel in standard deviations, as a share of Scott's n^(−1/6); found by trials. */
const widthShare = 0.7
/** Tracks at the very label whose worth is added to what is found and to what is awaited, so that sparse regions say little. */
const priorTracks = 2

/** Where right labels are expected around one prediction. */
export interface ExpectedLabel {
  readonly valence: number
  readonly arousal: number
  readonly covariance: Covariance
}

/**
 * How common each label is beside how common predictions with their usual errors let expect: labels of people gather or end where a
 * normal distribution around the prediction does not. Both densities are smoothed by one Gaussian kernel; the label itself is left out.
 * @param labels [n] on −1…1
 * @param expected [n]
 * @param right [n], in [0, 1]: how far each label counts
 * @returns [n], natural logarithms: below 0 for labels that are rarer than expected
 */
export function labelCommonness(labels: TrackPoints, expected: readonly ExpectedLabel[], right: Float64Array): Float64Array {
  const references = referencesOf(expected.length)
  const kernel = kernelOf(labels, widthShare * expected.length ** (-1 / 6))
  const others = references.flatMap((track) => {
    const own = expected[track]
    const label = { valence: labels.valence[track] ?? 0, arousal: labels.arousal[track] ?? 0 }
    return own ? [{ track, label, own, wide: sumOf(own.covariance, kernel), weight: right[track] ?? 0 }] : []
  })
  const prior = priorTracks * Math.exp(logDensity(kernel, 0, 0))
  return labels.valence.map((valence, track) => {
    const arousal = labels.arousal[track] ?? 0
    let [found, awaited] = [prior, prior]
    for (const { track: other, label, own, wide, weight } of others) {
      awaited += weight * Math.exp(logDensity(wide, valence - own.valence, arousal - own.arousal))
      if (other !== track) found += weight * Math.exp(logDensity(kernel, valence - label.valence, arousal - label.arousal))
    }
    return Math.log(found / awaited)
  })
}

function referencesOf(count: number): number[] {
  const all = Array.from({ length: count }, (_, track) => track)
  return count > mostReferences ? createRandom(seed).shuffle(all).slice(0, mostReferences) : all
}

function kernelOf({ valence, arousal }: TrackPoints, width: number): Covariance {
  const leastVariance = 1e-4
  return { vv: width ** 2 * varianceOf(valence) + leastVariance, va: 0, aa: width ** 2 * varianceOf(arousal) + leastVariance }
}

function varianceOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
}

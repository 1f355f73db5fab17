import type { PlanePoint } from '../plane'
import { createRandom } from '../random'
import type { TrackPoints } from '../tag-matrix'
import { type Bell, bellAt, bellOf, type Covariance, sumOf } from './covariance'
import { type Ends, endsOf, haveSameEnds, logLikelihood } from './scale-ends'

/** Labels are compared with so many others at most, drawn at random, so that the work grows with the tracks and not with their pairs. */
const mostReferences = 500
const seed = 41
/** Tracks at the very label whose worth is added to what is found and to what is awaited, so that sparse regions say little. */
const priorTracks = 2
/** Labels that vary less on a dimension do not vary. */
const leastVariance = 1e-4

/** Where right labels are expected around one prediction. */
export interface ExpectedLabel {
  readonly valence: number
  readonly arousal: number
  readonly covariance: Covariance
}

/**
 * How common each label is beside how common predictions with their usual errors let expect: labels of people gather or end where a
 * normal distribution around the prediction does not. Both densities are smoothed by one Gaussian kernel; the label itself is left out.
 * Labels at an end of the scale are compared with those at the same end and with what predictions let expect there and beyond.
 * @param labels [n] on −1…1
 * @param expected [n]
 * @param right [n], in [0, 1]: how far each label counts
 * @returns [n], natural logarithms: below 0 for labels that are rarer than expected
 */
export function labelCommonness(labels: TrackPoints, expected: readonly ExpectedLabel[], right: Float64Array): Float64Array {
  const kernel = kernelOf(labels)
  const others = referencesOf(expected.length).flatMap((track): Reference[] => {
    const own = expected[track]
    const label = { valence: labels.valence[track] ?? 0, arousal: labels.arousal[track] ?? 0 }
    const inside = own && bellOf(sumOf(own.covariance, kernel))
    return own && inside ? [{ track, label, ends: endsOf(label), expected: own, inside, weight: right[track] ?? 0 }] : []
  })
  return labels.valence.map((valence, track) => {
    const label = { valence, arousal: labels.arousal[track] ?? 0 }
    const ends = endsOf(label)
    const isInside = ends.valence === 0 && ends.arousal === 0
    const smoothing = { vv: ends.valence === 0 ? kernel.vv : 0, va: 0, aa: ends.arousal === 0 ? kernel.aa : 0 }
    const bell = bellWithin(smoothing)
    let [found, awaited] = [priorTracks * bell.peak, priorTracks * bell.peak]
    for (const other of others) {
      const [v, a] = [valence - other.expected.valence, label.arousal - other.expected.arousal]
      awaited += other.weight * (isInside ? bellAt(other.inside, v, a) : likelihoodAtEnds(other.expected, smoothing, v, a, ends))
      if (other.track === track || !haveSameEnds(ends, other.ends)) continue
      found += other.weight * bellAt(bell, valence - other.label.valence, label.arousal - other.label.arousal)
    }
    return Math.log(found / awaited)
  })
}

/** A track whose label and prediction others are compared with. */
interface Reference {
  readonly track: number
  readonly label: PlanePoint
  readonly ends: Ends
  readonly expected: ExpectedLabel
  /** The smoothed density around the prediction, of labels that lie at no end of the scale. */
  readonly inside: Bell
  readonly weight: number
}

const likelihoodAtEnds = ({ covariance }: ExpectedLabel, smoothing: Covariance, v: number, a: number, ends: Ends): number =>
  Math.exp(logLikelihood(sumOf(covariance, smoothing), v, a, ends))

/** The kernel over the dimensions on which a label lies at no end of the scale: only those have a variance. */
const bellWithin = ({ vv, aa }: Covariance): Bell => ({
  peak: (vv > 0 ? 1 / Math.sqrt(2 * Math.PI * vv) : 1) * (aa > 0 ? 1 / Math.sqrt(2 * Math.PI * aa) : 1),
  vv: vv > 0 ? -0.5 / vv : 0,
  va: 0,
  aa: aa > 0 ? -0.5 / aa : 0,
})

function referencesOf(count: number): number[] {
  const all = Array.from({ length: count }, (_, track) => track)
  return count > mostReferences ? createRandom(seed).shuffle(all).slice(0, mostReferences) : all
}

/** Scott's rule: n^(−1/(4 + dimensions)) standard deviations, over the dimensions on which labels vary. */
function kernelOf({ valence, arousal }: TrackPoints): Covariance {
  const variances = [varianceOf(valence), varianceOf(arousal)] as const
  const dimensions = variances.filter((variance) => variance > leastVariance).length
  const squaredWidth = valence.length ** (-2 / (4 + dimensions))
  return { vv: squaredWidth * variances[0] + leastVariance, va: 0, aa: squaredWidth * variances[1] + leastVariance }
}

function varianceOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
}

import type { TrackPoints } from '../tag-matrix'
import { addMoments, addResidual, type Covariance, covarianceOf, type Moments, noMoments } from './covariance'

/** What errors a model usually makes where a prediction lies. */
export interface UsualError {
  /** The mean of its residuals there: its bias. */
  readonly valence: number
  readonly arousal: number
  readonly covariance: Covariance
}

/** Cells along one side of the field, which covers three standard deviations of the predictions to each side. */
const cells = 25
const reachInDeviations = 3
/** Tracks whose worth the errors of the whole set have in the errors of a neighbourhood. */
const priorTracks = 20
/** A hundredth of the plane squared: no model is surer. */
const leastVariance = 1e-4

/**
 * How a model errs in each part of the plane: residuals are gathered in a grid over its predictions, smoothed by a Gaussian kernel whose
 * width follows Scott's rule for two dimensions (n^(−1/6) standard deviations), and drawn towards the errors of the whole set where few
 * tracks lie. The work grows with the tracks, not with their pairs.
 * @param predictions [n]
 * @param residuals [n], label minus prediction
 * @param weights [n], ≥ 0: how far each residual counts
 * @returns the usual error at track i as the other tracks show it: its own residual is left out
 */
export function errorField(predictions: TrackPoints, residuals: TrackPoints, weights: Float64Array): (track: number) => UsualError {
  const cellOf = gridOver(predictions)
  const count = predictions.valence.length
  const grid = Array.from({ length: cells * cells }, noMoments)
  const whole = noMoments()
  for (let track = 0; track < count; track += 1) {
    const [weight, v, a] = [weights[track] ?? 0, residuals.valence[track] ?? 0, residuals.arousal[track] ?? 0]
    addResidual(grid[cellOf(track)] ?? whole, weight, v, a)
    addResidual(whole, weight, v, a)
  }
  const cellsPerDeviation = (cells - 1) / (2 * reachInDeviations)
  const smooth = blurred(grid, Math.max(0.5, cellsPerDeviation * count ** (-1 / 6)))
  return (track) => {
    const [weight, v, a] = [weights[track] ?? 0, residuals.valence[track] ?? 0, residuals.arousal[track] ?? 0]
    const others = { ...whole }
    addResidual(others, -weight, v, a)
    const local = { ...(smooth[cellOf(track)] ?? whole) }
    addResidual(local, -weight, v, a)
    return drawnTogether(local, others)
  }
}

/** The errors of a neighbourhood drawn towards those of the whole set: means by tracks, standard deviations by their logarithms. */
function drawnTogether(local: Moments, whole: Moments): UsualError {
  const mass = Math.max(0, local.weight)
  const share = mass / (mass + priorTracks)
  const [own, all] = [covarianceOf(local, leastVariance), covarianceOf(whole, leastVariance)]
  const mixed = (one: number, other: number): number => share * one + (1 - share) * other
  const variance = (one: number, other: number): number => one ** share * other ** (1 - share)
  const correlation = ({ vv, va, aa }: Covariance): number => va / Math.sqrt(vv * aa)
  const meanOf = (sum: number, all: number): number => mixed(sum / Math.max(mass, 1e-9), all / Math.max(whole.weight, 1e-9))
  const [vv, aa] = [variance(own.vv, all.vv), variance(own.aa, all.aa)]
  const va = mixed(correlation(own), correlation(all)) * Math.sqrt(vv * aa)
  return { valence: meanOf(local.v, whole.v), arousal: meanOf(local.a, whole.a), covariance: { vv, va, aa } }
}

/** The cell of a track's prediction; outliers fall into the outermost cells. */
function gridOver({ valence, arousal }: TrackPoints): (track: number) => number {
  const scales = [valence, arousal].map((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length)
    return { values, mean, deviation: Math.max(Math.sqrt(variance), 1e-6) }
  })
  const step = (2 * reachInDeviations) / (cells - 1)
  return (track) =>
    scales.reduce((cell, { values, mean, deviation }) => {
      const index = Math.round((((values[track] ?? 0) - mean) / deviation + reachInDeviations) / step)
      return cell * cells + Math.min(cells - 1, Math.max(0, index))
    }, 0)
}

/** Gaussian smoothing along both sides; the kernel is 1 in its middle, so that a cell's own content keeps its weight. */
function blurred(grid: readonly Moments[], width: number): Moments[] {
  const reach = Math.ceil(2.5 * width)
  const along = (from: readonly Moments[], step: (cell: number, shift: number) => number | null): Moments[] =>
    from.map((_, cell) => {
      const sum = noMoments()
      for (let shift = -reach; shift <= reach; shift += 1) {
        const other = step(cell, shift)
        const moments = other === null ? undefined : from[other]
        if (moments && moments.weight > 0) addMoments(sum, moments, Math.exp(-0.5 * (shift / width) ** 2))
      }
      return sum
    })
  const columns = along(grid, (cell, shift) => inside((cell % cells) + shift, cell + shift))
  return along(columns, (cell, shift) => inside(Math.floor(cell / cells) + shift, cell + shift * cells))
}

const inside = (position: number, cell: number): number | null => (position >= 0 && position < cells ? cell : null)

import type { PlanePoint } from '../plane'
import { type Dimension, dimensions } from '../plane'
import type { ComparedEntry, ComparedTrack } from './compared'

/** How labels follow from predictions in one dimension. */
export interface Calibration {
  /** Slope of the straight line of labels on predictions (least squares): 1 is right, below 1 predictions go too far. */
  readonly slope: number | null
  /** Where that line meets the label axis; 0 is right. */
  readonly intercept: number | null
  /** Standard deviation of the predictions over that of the labels: far below 1, predictions have collapsed towards their mean. */
  readonly range: number | null
  /** By rising prediction, each a tenth of them (fewer of fewer than ten). */
  readonly deciles: readonly CalibrationBin[]
}

/** Predictions that lie next to each other. */
export interface CalibrationBin {
  readonly count: number
  readonly meanPredicted: number
  readonly meanObserved: number
}

const mostBins = 10
/** As `agreementOf`: less variance counts as constant. */
const roundingVariance = 1e-13

/** Calibration of an entry in both dimensions; predictions of all its members count. Null for a dimension without labels. */
export function calibrationsOf(
  tracks: readonly ComparedTrack[],
  { members, isConstant }: Pick<ComparedEntry, 'members' | 'isConstant'>,
): Readonly<Record<Dimension, Calibration | null>> {
  const of = (dimension: Dimension): Calibration | null => {
    const pairs = members.flatMap((points) => pairsOf(tracks, points, dimension))
    if (pairs.length === 0) return null
    const found = calibrationOf(
      pairs.map(([observed]) => observed),
      pairs.map(([, predicted]) => predicted),
    )
    return isConstant ? { ...found, slope: null, intercept: null } : found
  }
  const [valence = null, arousal = null] = dimensions.map(of)
  return { valence, arousal }
}

function pairsOf(tracks: readonly ComparedTrack[], points: readonly PlanePoint[], dimension: Dimension): [number, number][] {
  return tracks.flatMap((track, row): [number, number][] => {
    const [observed, predicted] = [track[dimension], points[row]?.[dimension]]
    return observed === null || predicted === undefined ? [] : [[observed, predicted]]
  })
}

/**
 * Calibration of one dimension. Slope and intercept are null where all predictions are equal, the range where all labels are.
 * @param observed labels, [n], n ≥ 1
 * @param predicted predictions, [n]
 */
export function calibrationOf(observed: readonly number[], predicted: readonly number[]): Calibration {
  const count = observed.length
  const [meanObserved, meanPredicted] = [meanOf(observed), meanOf(predicted)]
  const deviations = predicted.map((value) => value - meanPredicted)
  const variancePredicted = meanOf(deviations.map((value) => value ** 2))
  const varianceObserved = meanOf(observed.map((value) => (value - meanObserved) ** 2))
  const covariance = meanOf(deviations.map((value, row) => value * ((observed[row] ?? 0) - meanObserved)))
  const slope = variancePredicted > roundingVariance ? covariance / variancePredicted : null
  return {
    slope,
    intercept: slope === null ? null : meanObserved - slope * meanPredicted,
    range: count > 1 && varianceObserved > roundingVariance ? Math.sqrt(variancePredicted / varianceObserved) : null,
    deciles: binsOf(observed, predicted),
  }
}

/** Bins of as equal a size as can be, the first ones one larger (as NumPy's array_split). */
function binsOf(observed: readonly number[], predicted: readonly number[]): CalibrationBin[] {
  const rows = predicted.map((value, row) => ({ predicted: value, observed: observed[row] ?? 0 }))
  rows.sort((one, other) => one.predicted - other.predicted)
  const bins = Math.min(mostBins, rows.length)
  const [small, larger] = [Math.floor(rows.length / bins), rows.length % bins]
  return Array.from({ length: bins }, (_, bin) => {
    const from = bin * small + Math.min(bin, larger)
    const own = rows.slice(from, from + small + Number(bin < larger))
    return {
      count: own.length,
      meanPredicted: meanOf(own.map((row) => row.predicted)),
      meanObserved: meanOf(own.map((row) => row.observed)),
    }
  })
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

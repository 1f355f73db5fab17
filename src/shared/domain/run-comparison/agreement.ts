import type { AgreementKey } from './figures'

type Numbers = ArrayLike<number>

/** Agreement of labels and predictions of one dimension; null where a figure cannot be computed. */
export type Agreement = Readonly<Record<AgreementKey, number | null>>

/** The moments that agreement follows from: the number of tracks, and sums over them. */
export interface AgreementSums {
  readonly count: number
  readonly absoluteError: number
  readonly observed: number
  readonly observedSquared: number
  readonly predicted: number
  readonly predictedSquared: number
  readonly product: number
}

/** Less variance than this is what rounding leaves of equal numbers on the plane (a deviation of 3e-7): it counts as constant. */
const roundingVariance = 1e-13

export const noAgreement: Agreement = { mae: null, mse: null, r2: null, pearson: null, ccc: null }

/**
 * MAE, MSE, R² and Pearson's r as scikit-learn and SciPy compute them, and Lin's concordance correlation (1989; population moments).
 * Unlike them it gives null where a figure has no meaning: all of them without tracks; R², r and CCC where all labels are equal, a single
 * track included; r where all predictions are equal (their CCC is 0).
 * @param observed labels, [n]
 * @param predicted predictions, [n], of the same tracks
 */
export function agreementOf(observed: Numbers, predicted: Numbers): Agreement {
  const count = observed.length
  if (count === 0) return noAgreement
  // About the labels' mean, so that no digits are lost in the differences of squares.
  const centre = sumOf(count, (row) => observed[row] ?? 0) / count
  const label = (row: number): number => (observed[row] ?? 0) - centre
  const prediction = (row: number): number => (predicted[row] ?? 0) - centre
  return agreementOfSums({
    count,
    absoluteError: sumOf(count, (row) => Math.abs(label(row) - prediction(row))),
    observed: sumOf(count, label),
    observedSquared: sumOf(count, (row) => label(row) ** 2),
    predicted: sumOf(count, prediction),
    predictedSquared: sumOf(count, (row) => prediction(row) ** 2),
    product: sumOf(count, (row) => label(row) * prediction(row)),
  })
}

/** The same from sums. All coordinates must have been moved by about the labels' mean, else digits are lost. */
export function agreementOfSums(sums: AgreementSums): Agreement {
  const { count } = sums
  if (count === 0) return noAgreement
  const [meanObserved, meanPredicted] = [sums.observed / count, sums.predicted / count]
  const varianceObserved = sums.observedSquared / count - meanObserved ** 2
  const variancePredicted = Math.max(0, sums.predictedSquared / count - meanPredicted ** 2)
  const covariance = sums.product / count - meanObserved * meanPredicted
  const mse = Math.max(0, (sums.observedSquared - 2 * sums.product + sums.predictedSquared) / count)
  const mae = sums.absoluteError / count
  if (varianceObserved <= roundingVariance) return { ...noAgreement, mae, mse }
  const r2 = 1 - mse / varianceObserved
  if (variancePredicted <= roundingVariance) return { mae, mse, r2, pearson: null, ccc: 0 }
  const scale = Math.sqrt(varianceObserved) * Math.sqrt(variancePredicted)
  return {
    mae,
    mse,
    r2,
    pearson: Math.max(-1, Math.min(1, covariance / scale)),
    ccc: (2 * covariance) / (varianceObserved + variancePredicted + (meanObserved - meanPredicted) ** 2),
  }
}

function sumOf(count: number, value: (row: number) => number): number {
  let sum = 0
  for (let row = 0; row < count; row += 1) sum += value(row)
  return sum
}

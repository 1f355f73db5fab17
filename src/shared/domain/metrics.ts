import { fail } from './failure'
import { type LabelPoint, type PlanePoint, type Quadrant, quadrantOf, quadrantOfLabel, quadrants } from './plane'

/** How well one dimension is predicted. */
export interface DimensionMetrics {
  /** Mean absolute error. */
  readonly mae: number
  /** Mean squared error. */
  readonly mse: number
  /** Coefficient of determination, 1 − Σ(o−p)² / Σ(o−mean o)²; below 0 is worse than the mean. */
  readonly r2: number
  /** Pearson's correlation in [−1, 1]; 0 when either side is constant. */
  readonly pearson: number
}

/** One track's label, of which one dimension may be unknown, and its prediction. */
export interface ObservedAndPredicted {
  readonly observed: LabelPoint
  readonly predicted: PlanePoint
}

type Numbers = ArrayLike<number>

/** Variance that rounding alone gives to equal numbers of the plane's size; less counts as constant. */
const roundingVariance = 1e-24

/**
 * MAE, MSE, R² and Pearson's r of one dimension. With constant observations R² is 1 when all are hit, else 0, as scikit-learn says.
 * @param observed labels, [n]
 * @param predicted predictions, [n]
 * @param rows which of the n to take, in any order and as often as wished; all unless given
 * @throws Failure `invalid-argument` when there is nothing to measure or the lengths differ
 */
export function dimensionMetrics(observed: Numbers, predicted: Numbers, rows: Numbers = allRows(observed)): DimensionMetrics {
  if (rows.length === 0 || observed.length !== predicted.length) {
    fail(
      'invalid-argument',
      `Cannot measure ${predicted.length} predictions against ${observed.length} labels.`,
      'Choose tracks that have both.',
    )
  }
  const meanObserved = meanOf(observed, rows)
  const meanPredicted = meanOf(predicted, rows)
  const sums = { absolute: 0, squared: 0, observed: 0, predicted: 0, product: 0 }
  for (let position = 0; position < rows.length; position += 1) {
    const row = rows[position] ?? 0
    const [label, prediction] = [observed[row] ?? 0, predicted[row] ?? 0]
    sums.absolute += Math.abs(label - prediction)
    sums.squared += (label - prediction) ** 2
    sums.observed += (label - meanObserved) ** 2
    sums.predicted += (prediction - meanPredicted) ** 2
    sums.product += (label - meanObserved) * (prediction - meanPredicted)
  }
  const rounding = rows.length * roundingVariance
  return {
    mae: sums.absolute / rows.length,
    mse: sums.squared / rows.length,
    r2: determination(sums.squared, sums.observed, rounding),
    pearson: sums.observed > rounding && sums.predicted > rounding ? correlation(sums) : 0,
  }
}

/**
 * Of the tracks whose label lies in a quadrant, the share whose prediction lies there too; null where no label lies.
 * @returns shares in [0, 1] for Q1, Q2, Q3, Q4
 */
export function quadrantAccuracy(pairs: readonly ObservedAndPredicted[]): [number | null, number | null, number | null, number | null] {
  const share = (quadrant: Quadrant): number | null => {
    const inside = pairs.filter(({ observed }) => quadrantOfLabel(observed) === quadrant)
    const hits = inside.filter(({ predicted }) => quadrantOf(predicted) === quadrant)
    return inside.length === 0 ? null : hits.length / inside.length
  }
  const [q1, q2, q3, q4] = quadrants.map(share)
  return [q1 ?? null, q2 ?? null, q3 ?? null, q4 ?? null]
}

/** Lowest and highest of some numbers; [0, 0] for none. */
export function rangeOf(values: Numbers): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (let index = 0; index < values.length; index += 1) {
    low = Math.min(low, values[index] ?? low)
    high = Math.max(high, values[index] ?? high)
  }
  return values.length === 0 ? [0, 0] : [low, high]
}

/** The mean label, which is the prediction of the mean baseline; the origin when there are no labels. */
export function meanPoint(points: readonly PlanePoint[]): PlanePoint {
  const mean = (value: (point: PlanePoint) => number): number =>
    points.reduce((sum, point) => sum + value(point), 0) / Math.max(1, points.length)
  return { valence: mean((point) => point.valence), arousal: mean((point) => point.arousal) }
}

/** The mean of each dimension over the labels that have it; null where none has. */
export function meanLabel(labels: readonly LabelPoint[]): LabelPoint {
  const mean = (value: (label: LabelPoint) => number | null): number | null => {
    const known = labels.map(value).filter((coordinate) => coordinate !== null)
    return known.length === 0 ? null : known.reduce((sum, coordinate) => sum + coordinate, 0) / known.length
  }
  return { valence: mean(({ valence }) => valence), arousal: mean(({ arousal }) => arousal) }
}

/** What the mean predictor says, which has no better guess than 0 for a dimension without labels. */
export function meanGuess(labels: readonly LabelPoint[]): PlanePoint {
  const { valence, arousal } = meanLabel(labels)
  return { valence: valence ?? 0, arousal: arousal ?? 0 }
}

function determination(squaredErrors: number, squaredDeviations: number, rounding: number): number {
  if (squaredDeviations > rounding) return 1 - squaredErrors / squaredDeviations
  return squaredErrors <= rounding ? 1 : 0
}

function correlation(sums: { observed: number; predicted: number; product: number }): number {
  const scale = Math.sqrt(sums.observed) * Math.sqrt(sums.predicted)
  return Math.max(-1, Math.min(1, sums.product / scale))
}

function meanOf(values: Numbers, rows: Numbers): number {
  let sum = 0
  for (let position = 0; position < rows.length; position += 1) sum += values[rows[position] ?? 0] ?? 0
  return sum / rows.length
}

function allRows(values: Numbers): number[] {
  return Array.from({ length: values.length }, (_, index) => index)
}

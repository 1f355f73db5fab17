import type { TrackPoints } from '../tag-matrix'

/** Ridge on the slopes, in units of the sum of squared predictions: few tracks change a prediction little. */
const ridge = 0.5

/**
 * Predictions on the scale of the labels: each dimension of the label is explained by both dimensions of the prediction by weighted least
 * squares, drawn towards the predictions as they are. It takes away what a network shrinks or shifts.
 * @param labels [n]
 * @param predictions [n]
 * @param weights [n], ≥ 0
 */
export function calibrated(labels: TrackPoints, predictions: TrackPoints, weights: Float64Array): TrackPoints {
  const mean = (values: Float64Array): number => {
    let [sum, mass] = [0, 1e-12]
    for (let row = 0; row < values.length; row += 1) {
      sum += (weights[row] ?? 0) * (values[row] ?? 0)
      mass += weights[row] ?? 0
    }
    return sum / mass
  }
  const [pv, pa] = [mean(predictions.valence), mean(predictions.arousal)]
  const product = (one: Float64Array, oneMean: number, other: Float64Array, otherMean: number): number =>
    one.reduce((sum, value, row) => sum + (weights[row] ?? 0) * (value - oneMean) * ((other[row] ?? 0) - otherMean), 0)
  const [vv, va, aa] = [
    product(predictions.valence, pv, predictions.valence, pv) + ridge,
    product(predictions.valence, pv, predictions.arousal, pa),
    product(predictions.arousal, pa, predictions.arousal, pa) + ridge,
  ]
  const explain = (label: Float64Array, own: 'valence' | 'arousal'): Float64Array => {
    const labelMean = mean(label)
    const [v, a] = [
      product(label, labelMean, predictions.valence, pv) + (own === 'valence' ? ridge : 0),
      product(label, labelMean, predictions.arousal, pa) + (own === 'arousal' ? ridge : 0),
    ]
    const determinant = vv * aa - va * va
    const [slopeV, slopeA] = [(v * aa - a * va) / determinant, (a * vv - v * va) / determinant]
    return label.map(
      (_, row) => labelMean + slopeV * ((predictions.valence[row] ?? 0) - pv) + slopeA * ((predictions.arousal[row] ?? 0) - pa),
    )
  }
  return { valence: explain(labels.valence, 'valence'), arousal: explain(labels.arousal, 'arousal') }
}

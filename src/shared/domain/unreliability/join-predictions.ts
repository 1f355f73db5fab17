import type { TrackPoints } from '../tag-matrix'

/** Squared error that a model of unknown skill is taken to have on one dimension. */
const assumedSquaredError = 0.35 ** 2
/** Tracks whose worth `assumedSquaredError` has in the error that a model showed. */
const priorTracks = 5

/**
 * One prediction for each track from those of several models: their mean, each weighted by the inverse of its squared error on the
 * labels, for valence and arousal apart. A model that errs much counts little.
 * @param labels [n] on −1…1; NaN for none
 * @param models [n] each; NaN for a track that the model does not predict
 * @returns [n]; NaN where no model predicts
 */
export function joinPredictions(labels: TrackPoints, models: readonly TrackPoints[]): TrackPoints {
  return {
    valence: joinDimension(
      labels.valence,
      models.map(({ valence }) => valence),
    ),
    arousal: joinDimension(
      labels.arousal,
      models.map(({ arousal }) => arousal),
    ),
  }
}

function joinDimension(labels: Float64Array, models: readonly Float64Array[]): Float64Array {
  const weights = models.map((predictions) => 1 / squaredErrorOf(labels, predictions))
  return labels.map((_, track) => {
    let [sum, mass] = [0, 0]
    models.forEach((predictions, model) => {
      const prediction = predictions[track] ?? NaN
      if (!Number.isFinite(prediction)) return
      sum += (weights[model] ?? 0) * prediction
      mass += weights[model] ?? 0
    })
    return mass > 0 ? sum / mass : NaN
  })
}

function squaredErrorOf(labels: Float64Array, predictions: Float64Array): number {
  let [sum, count] = [priorTracks * assumedSquaredError, priorTracks]
  labels.forEach((label, track) => {
    const error = label - (predictions[track] ?? NaN)
    if (!Number.isFinite(error)) return
    sum += error * error
    count += 1
  })
  return sum / count
}

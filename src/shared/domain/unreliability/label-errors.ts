import type { TrackPoints } from '../tag-matrix'
import { calibrated } from './calibrate'
import { addResidual, type Covariance, covarianceOf, noMoments, squaredDistance, sumOf } from './covariance'
import { errorField, type UsualError } from './error-field'
import { type ExpectedLabel, labelCommonness } from './label-density'
import { endsOf, logLikelihood } from './scale-ends'

/** What predictions say about the label of one track. */
export interface LabelError {
  /**
   * How much more probable the label is as an error than as a right label, natural logarithm: below 0 the predictions support the label.
   */
  readonly logOdds: number
  /** Calibrated prediction minus label: the way from the label to what is predicted. */
  readonly valence: number
  readonly arousal: number
  /** The label's distance from the calibrated prediction in units of the usual error there, both dimensions joined. */
  readonly deviations: number
}

/** Fewer labelled tracks with a prediction do not show how a model errs: then `assumedError` holds for all. */
export const fewestTracks = 20

/** Standard deviation 0.35 on each dimension: what networks of the study reach. */
const assumedError: UsualError = { valence: 0, arousal: 0, covariance: { vv: 0.35 ** 2, va: 0, aa: 0.35 ** 2 } }

/** Share of labels that is taken to be wrong before any is looked at. */
const priorShare = 0.1
/** How far a wrong label lies off, as a share of the covariance of all labels; found by trials (`npm run bench -- label-errors`). */
const errorShare = 0.7
const rounds = 3
/** How far the commonness of a label counts beside its distance from the prediction: half, as both are estimates; found by trials. */
const commonnessShare = 0.5

/**
 * How probable it is that each label is an error, by predictions of models that were not trained on the track. The label of a track is
 * a mixture: a right one lies around the calibrated prediction with the error that is usual there (`errorField`: local, both dimensions
 * with their correlation); a wrong one lies further off by a share of how the labels vary. Both are found by expectation maximisation,
 * so that wrong labels spoil neither the calibration nor the usual error. A label at an end of the scale counts as one that lies there or
 * would lie beyond (`logLikelihood`): wrong labels gather there. At last a label that is rarer than predictions and their errors
 * let expect is less probable to be right (`labelCommonness`), a common one more.
 * @param labels [n] on −1…1; NaN for none
 * @param predictions [n] on −1…1; NaN for none
 * @returns [n]; null for a track without label or prediction
 */
export function labelErrors(labels: TrackPoints, predictions: TrackPoints): (LabelError | null)[] {
  const rows = rowsWithBoth(labels, predictions)
  const errors: (LabelError | null)[] = Array.from({ length: labels.valence.length }, () => null)
  const [ownLabels, ownPredictions] = [pick(labels, rows), pick(predictions, rows)]
  const found = rows.length < fewestTracks ? assumedErrors(ownLabels, ownPredictions) : fittedErrors(ownLabels, ownPredictions)
  rows.forEach((row, index) => (errors[row] = found[index] ?? null))
  return errors
}

/** The probability that a label is wrong, in [0, 1]. */
export function chanceOf({ logOdds }: Pick<LabelError, 'logOdds'>): number {
  return 1 / (1 + Math.exp(-logOdds - Math.log(priorShare / (1 - priorShare))))
}

function fittedErrors(labels: TrackPoints, predictions: TrackPoints): LabelError[] {
  const right = new Float64Array(labels.valence.length).fill(1)
  const wrong = covarianceOfWrong(labels)
  let errors: LabelError[] = []
  let awaited: ExpectedLabel[] = []
  for (let round = 0; round < rounds; round += 1) {
    const expected = calibrated(labels, predictions, right)
    const residuals = difference(labels, expected)
    const usual = errorField(expected, residuals, right)
    errors = errorsOf(labels, residuals, usual, wrong)
    awaited = errors.map((_, track) => awaitedAt(expected, usual(track), track))
    errors.forEach((error, track) => (right[track] = 1 - chanceOf(error)))
  }
  const commonness = labelCommonness(labels, awaited, right)
  return errors.map((error, track) => ({ ...error, logOdds: error.logOdds - commonnessShare * (commonness[track] ?? 0) }))
}

const awaitedAt = ({ valence, arousal }: TrackPoints, usual: UsualError, track: number): ExpectedLabel => ({
  valence: (valence[track] ?? 0) + usual.valence,
  arousal: (arousal[track] ?? 0) + usual.arousal,
  covariance: usual.covariance,
})

function assumedErrors(labels: TrackPoints, predictions: TrackPoints): LabelError[] {
  const { vv, aa } = assumedError.covariance
  return errorsOf(labels, difference(labels, predictions), () => assumedError, { vv: 2 * vv, va: 0, aa: 2 * aa })
}

function errorsOf(labels: TrackPoints, residuals: TrackPoints, usual: (track: number) => UsualError, wrong: Covariance): LabelError[] {
  return Array.from(residuals.valence, (residual, track) => {
    const ends = endsOf({ valence: labels.valence[track] ?? 0, arousal: labels.arousal[track] ?? 0 })
    const { valence, arousal, covariance } = usual(track)
    const [v, a] = [residual - valence, (residuals.arousal[track] ?? 0) - arousal]
    const logOdds = logLikelihood(sumOf(covariance, wrong), v, a, ends) - logLikelihood(covariance, v, a, ends)
    return { logOdds, valence: -v, arousal: -a, deviations: Math.sqrt(squaredDistance(covariance, v, a)) }
  })
}

function covarianceOfWrong({ valence, arousal }: TrackPoints): Covariance {
  const moments = noMoments()
  valence.forEach((value, track) => addResidual(moments, 1, value, arousal[track] ?? 0))
  const { vv, va, aa } = covarianceOf(moments, 1e-3)
  return { vv: errorShare * vv, va: errorShare * va, aa: errorShare * aa }
}

function rowsWithBoth(labels: TrackPoints, predictions: TrackPoints): number[] {
  const columns = [labels.valence, labels.arousal, predictions.valence, predictions.arousal]
  const rows: number[] = []
  for (let row = 0; row < labels.valence.length; row += 1) {
    if (columns.every((column) => Number.isFinite(column[row]))) rows.push(row)
  }
  return rows
}

const pick = ({ valence, arousal }: TrackPoints, rows: readonly number[]): TrackPoints => ({
  valence: Float64Array.from(rows, (row) => valence[row] ?? NaN),
  arousal: Float64Array.from(rows, (row) => arousal[row] ?? NaN),
})

const difference = (one: TrackPoints, other: TrackPoints): TrackPoints => ({
  valence: one.valence.map((value, row) => value - (other.valence[row] ?? 0)),
  arousal: one.arousal.map((value, row) => value - (other.arousal[row] ?? 0)),
})

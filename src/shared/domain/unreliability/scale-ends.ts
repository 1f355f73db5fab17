import type { PlanePoint } from '../plane'
import { type Covariance, logDensity } from './covariance'

/** Which end of the scale a coordinate lies at: −1 or 1; 0 for none. */
type End = -1 | 0 | 1
/** The ends of the scale that a label lies at. */
export type Ends = Readonly<Record<keyof PlanePoint, End>>

const endOf = (coordinate: number): End => (Math.abs(coordinate) < 1 - 1e-9 ? 0 : coordinate > 0 ? 1 : -1)

export const endsOf = ({ valence, arousal }: PlanePoint): Ends => ({ valence: endOf(valence), arousal: endOf(arousal) })

export const haveSameEnds = (one: Ends, other: Ends): boolean => one.valence === other.valence && one.arousal === other.arousal

/**
 * The logarithm of the likelihood of a label on a scale that ends (Tobin 1958): a label at an end stands for all that lie there or would
 * lie beyond, so that the probability of the tail counts; elsewhere it is the bivariate normal density with mean 0. At two ends the tail
 * of arousal is taken as if valence lay exactly at its end.
 * @param v the label's residual in valence, a the one in arousal
 */
export function logLikelihood({ vv, va, aa }: Covariance, v: number, a: number, ends: Ends): number {
  if (ends.valence === 0 && ends.arousal === 0) return logDensity({ vv, va, aa }, v, a)
  const given = (slope: number, variance: number): number => Math.max(variance - slope * va, 1e-9 * variance)
  return ends.arousal === 0
    ? logOfOne(aa, a, 0) + logOfOne(given(va / aa, vv), v - (va / aa) * a, ends.valence)
    : logOfOne(vv, v, ends.valence) + logOfOne(given(va / vv, aa), a - (va / vv) * v, ends.arousal)
}

const logOfOne = (variance: number, residual: number, end: End): number =>
  end === 0 ? -0.5 * ((residual * residual) / variance + Math.log(2 * Math.PI * variance)) : logTail((end * residual) / Math.sqrt(variance))

/** From here on the continued fraction is precise, below it the series. */
const fractionFrom = 3
const terms = 60

/**
 * The logarithm of the probability that a standard normal number is greater than x: by its series (Marsaglia 2004), far out by Laplace's
 * continued fraction; relative error of the probability below 1e-9.
 */
export function logTail(x: number): number {
  if (x < -fractionFrom) return Math.log1p(-Math.exp(logTail(-x)))
  const logBell = -0.5 * (x * x + Math.log(2 * Math.PI))
  if (x > fractionFrom) {
    let rest = x
    for (let term = terms; term > 0; term -= 1) rest = x + term / rest
    return logBell - Math.log(rest)
  }
  let [sum, part] = [x, x]
  for (let term = 1; term < terms; term += 1) {
    part *= (x * x) / (2 * term + 1)
    sum += part
  }
  return Math.log(0.5 - Math.exp(logBell) * sum)
}

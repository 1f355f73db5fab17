import { dotProductStep } from './dot-product'

/** A low-pass filter cut into phases, for a change of rate by interpolation / decimation. */
export interface LowPass {
  readonly interpolation: number
  readonly decimation: number
  /** Taps of each phase; a multiple of `dotProductStep`. */
  readonly phaseTaps: number
  /** Shape [interpolation, phaseTaps], row-major: phase p gives the output p / interpolation of an input sample later. */
  readonly coefficients: Float32Array
}

/** Weakening of what the new rate cannot carry, in dB; some more than is promised. */
const stopBandDecibels = 108
/** Share of the narrower band that stays untouched. */
const passShare = 0.91

/**
 * Designs the low-pass of a change of rate: a sinc in Kaiser's window (Kaiser 1974; Oppenheim & Schafer, section 7.5).
 * @param fromRate samples a second, a whole number
 * @param toRate samples a second, a whole number
 */
export function designLowPass(fromRate: number, toRate: number): LowPass {
  const divisor = greatestCommonDivisor(fromRate, toRate)
  const [interpolation, decimation] = [toRate / divisor, fromRate / divisor]
  const nyquist = Math.min(fromRate, toRate) / 2
  const transition = (nyquist * (1 - passShare)) / fromRate
  const cutoff = (nyquist * (1 + passShare)) / 2 / fromRate
  const neededTaps = (stopBandDecibels - 7.95) / (2.285 * 2 * Math.PI * transition)
  const phaseTaps = Math.ceil(neededTaps / dotProductStep) * dotProductStep
  const coefficients = new Float32Array(interpolation * phaseTaps)
  for (let phase = 0; phase < interpolation; phase += 1) {
    fillPhase(coefficients.subarray(phase * phaseTaps, (phase + 1) * phaseTaps), phase / interpolation, cutoff)
  }
  return { interpolation, decimation, phaseTaps, coefficients }
}

/** One phase, made to sum to one, so that a constant stays the same constant in every phase. */
function fillPhase(taps: Float32Array, delay: number, cutoff: number): void {
  const reach = taps.length / 2
  const beta = 0.1102 * (stopBandDecibels - 8.7)
  const values = Array.from(taps, (_, tap) => {
    const distance = tap - (reach - 1) - delay
    const shape = Math.sqrt(Math.max(0, 1 - (distance / reach) ** 2))
    return sinc(2 * cutoff * distance) * bessel(beta * shape)
  })
  const sum = values.reduce((total, value) => total + value, 0)
  values.forEach((value, tap) => (taps[tap] = value / sum))
}

function sinc(value: number): number {
  return value === 0 ? 1 : Math.sin(Math.PI * value) / (Math.PI * value)
}

/** The modified Bessel function of the first kind and order zero, by its power series. */
function bessel(value: number): number {
  let [sum, term] = [1, 1]
  for (let order = 1; term > sum * 1e-17; order += 1) {
    term *= (value / 2 / order) ** 2
    sum += term
  }
  return sum
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

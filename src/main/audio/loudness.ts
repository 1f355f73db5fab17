import type { AudioBlock } from './audio-block'

/** Measures how loud people hear a recording, from blocks of one rate and as many channels. */
export interface LoudnessMeter {
  add(block: AudioBlock): void
  /** Integrated loudness in LUFS; null when everything is silent (below −70 LUFS) or shorter than 0.4 s. */
  integrated(): number | null
}

interface Biquad {
  readonly b: readonly [number, number, number]
  readonly a: readonly [number, number]
}

/** Blocks below are not heard, in LUFS. */
export const absoluteGate = -70
/** Nor are blocks so far below the mean of the others, in LU. */
export const relativeGate = -10
/** Gating blocks of 400 ms that begin every 100 ms. */
const stepsPerSecond = 10
const stepsPerBlock = 4
/** Loudness of a mean square of 1 after K-weighting, in LUFS. */
export const loudnessOffset = -0.691

/**
 * Opens a meter after ITU-R BS.1770-4: K-weighting, mean square of 400 ms blocks, absolute and relative gate.
 * All channels weigh the same (right for mono and stereo).
 * @param sampleRate samples a second
 */
export function createLoudnessMeter(sampleRate: number): LoudnessMeter {
  const stepSamples = Math.round(sampleRate / stepsPerSecond)
  const weighting = [headShelf(sampleRate), earHighPass(sampleRate)] as const
  const states: Float64Array[] = []
  const stepPowers: number[] = []
  let [power, filled] = [0, 0]
  return {
    add: ({ channels }) => {
      while (states.length < channels.length) states.push(new Float64Array(4))
      const length = channels[0]?.length ?? 0
      for (let start = 0; start < length;) {
        const end = Math.min(length, start + stepSamples - filled)
        channels.forEach((channel, index) => (power += weightedEnergy(channel.subarray(start, end), weighting, states[index])))
        filled += end - start
        start = end
        if (filled < stepSamples) continue
        stepPowers.push(power / stepSamples)
        ;[power, filled] = [0, 0]
      }
    },
    integrated: () => gatedLoudness(stepPowers),
  }
}

/**
 * The energy of samples after both filters of BS.1770 (a shelf for the head, a high-pass for the ear), in one loop for speed.
 * @param state what the filters remember from sample to sample, two numbers each; updated
 */
function weightedEnergy(
  samples: Float32Array,
  [shelf, highPass]: readonly [Biquad, Biquad],
  state: Float64Array = new Float64Array(4),
): number {
  const [b0, b1, b2] = shelf.b
  const [a1, a2] = shelf.a
  const [c1, c2] = highPass.a
  let [s1 = 0, s2 = 0, h1 = 0, h2 = 0] = state
  let energy = 0
  for (const sample of samples) {
    const shelved = b0 * sample + s1
    s1 = b1 * sample - a1 * shelved + s2
    s2 = b2 * sample - a2 * shelved
    const weighted = shelved + h1
    h1 = -2 * shelved - c1 * weighted + h2
    h2 = shelved - c2 * weighted
    energy += weighted * weighted
  }
  state.set([s1, s2, h1, h2])
  return energy
}

function gatedLoudness(stepPowers: readonly number[]): number | null {
  const powers: number[] = []
  for (let last = stepsPerBlock; last <= stepPowers.length; last += 1) {
    powers.push(mean(stepPowers.slice(last - stepsPerBlock, last)))
  }
  const audible = powers.filter((power) => toLoudness(power) > absoluteGate)
  if (audible.length === 0) return null
  const threshold = toLoudness(mean(audible)) + relativeGate
  return toLoudness(mean(audible.filter((power) => toLoudness(power) > threshold)))
}

function toLoudness(power: number): number {
  return loudnessOffset + 10 * Math.log10(power)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/**
 * The K-weighting of BS.1770 at a frequency, by its filters at 48 kHz, which the standard defines.
 * @param hertz 0…24,000
 * @returns the factor of a power
 */
export function weightingAt(hertz: number): number {
  const standardRate = 48_000
  const angle = (2 * Math.PI * hertz) / standardRate
  return [headShelf(standardRate), earHighPass(standardRate)].reduce((product, filter) => product * powerResponse(filter, angle), 1)
}

function powerResponse({ b, a }: Biquad, angle: number): number {
  const power = (coefficients: readonly [number, number, number]): number => {
    const part = (wave: (x: number) => number): number =>
      coefficients.reduce((sum, coefficient, delay) => sum + coefficient * wave(angle * delay), 0)
    return part(Math.cos) ** 2 + part(Math.sin) ** 2
  }
  return power(b) / power([1, ...a])
}

// The standard gives coefficients for 48 kHz; these analogue parameters give the same and any other rate (as in libebur128).
function headShelf(sampleRate: number): Biquad {
  const [hertz, gainDecibels, quality] = [1681.974450955533, 3.999843853973347, 0.7071752369554196]
  const k = Math.tan((Math.PI * hertz) / sampleRate)
  const high = 10 ** (gainDecibels / 20)
  const band = high ** 0.4996667741545416
  const a0 = 1 + k / quality + k * k
  return {
    b: [(high + (band * k) / quality + k * k) / a0, (2 * (k * k - high)) / a0, (high - (band * k) / quality + k * k) / a0],
    a: [(2 * (k * k - 1)) / a0, (1 - k / quality + k * k) / a0],
  }
}

function earHighPass(sampleRate: number): Biquad {
  const [hertz, quality] = [38.13547087602444, 0.5003270373238773]
  const k = Math.tan((Math.PI * hertz) / sampleRate)
  const a0 = 1 + k / quality + k * k
  return { b: [1, -2, 1], a: [(2 * (k * k - 1)) / a0, (1 - k / quality + k * k) / a0] }
}

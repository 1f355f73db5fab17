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

const absoluteGate = -70
const relativeGate = -10
/** Gating blocks of 400 ms that begin every 100 ms. */
const stepsPerSecond = 10
const stepsPerBlock = 4
const loudnessOffset = -0.691

/**
 * Opens a meter after ITU-R BS.1770-4: K-weighting, mean square of 400 ms blocks, absolute and relative gate.
 * All channels weigh the same (right for mono and stereo).
 * @param sampleRate samples a second
 */
export function createLoudnessMeter(sampleRate: number): LoudnessMeter {
  const stepSamples = Math.round(sampleRate / stepsPerSecond)
  const filters: ((sample: number) => number)[] = []
  const stepPowers: number[] = []
  let [power, filled] = [0, 0]
  return {
    add: ({ channels }) => {
      while (filters.length < channels.length) filters.push(createWeighting(sampleRate))
      const length = channels[0]?.length ?? 0
      for (let start = 0; start < length; ) {
        const end = Math.min(length, start + stepSamples - filled)
        channels.forEach((channel, index) => (power += weightedEnergy(channel, start, end, filters[index])))
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

function weightedEnergy(channel: Float32Array, start: number, end: number, weight: ((sample: number) => number) | undefined): number {
  if (!weight) return 0
  let energy = 0
  for (let sample = start; sample < end; sample += 1) {
    const value = weight(channel[sample] ?? 0)
    energy += value * value
  }
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

/** The two filters of BS.1770: a shelf for the head, a high-pass for the ear. */
function createWeighting(sampleRate: number): (sample: number) => number {
  const [shelf, highPass] = [createFilter(headShelf(sampleRate)), createFilter(earHighPass(sampleRate))]
  return (sample) => highPass(shelf(sample))
}

function createFilter({ b: [b0, b1, b2], a: [a1, a2] }: Biquad): (sample: number) => number {
  let [state1, state2] = [0, 0]
  return (sample) => {
    const output = b0 * sample + state1
    state1 = b1 * sample - a1 * output + state2
    state2 = b2 * sample - a2 * output
    return output
  }
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

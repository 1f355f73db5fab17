import { keptSamples, sampleRate } from '@shared/domain/feature-constants'

/** The generator of make-golden.py: uniform in [−1, 1), the linear congruential generator of Numerical Recipes. */
function noise(seed: number): Float64Array {
  let state = seed
  return Float64Array.from({ length: keptSamples }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  })
}

function tones(): Float64Array {
  return Float64Array.from({ length: keptSamples }, (_, sample) => {
    const time = sample / sampleRate
    return 0.3 * Math.sin(2 * Math.PI * 440 * time) + 0.1 * Math.sin(2 * Math.PI * 3333.3 * time)
  })
}

function halfSilentNoise(): Float64Array {
  return noise(7).map((value, sample) => (sample < Math.floor(keptSamples / 2) ? 0 : value * 0.5))
}

function music(): Float64Array {
  const noteSamples = Math.floor(sampleRate / 3)
  const steps = [0, 4, 7, 12, 9, 5, 2]
  return noise(3).map((hiss, sample) => {
    const index = Math.floor(sample / noteSamples)
    const time = (sample % noteSamples) / sampleRate
    const frequency = 110 * 2 ** (((steps[(index * 3) % 7] ?? 0) + 12 * (index % 3)) / 12)
    const envelope = 0.25 * Math.exp(-4 * time) * (0.4 + (0.6 * (index % 5)) / 4)
    let value = hiss * 0.002
    for (let harmonic = 1; harmonic <= 6; harmonic += 1)
      value += (envelope / harmonic) * Math.sin(2 * Math.PI * frequency * harmonic * time)
    return value
  })
}

/** Excerpts of 45 s at 22,050 Hz that tests/fixtures/audio/make-golden.py makes alike. */
export const signals: Readonly<Record<string, () => Float32Array>> = {
  silence: () => new Float32Array(keptSamples),
  tones: () => Float32Array.from(tones()),
  'half-silent noise': () => Float32Array.from(halfSilentNoise()),
  'quiet noise': () => Float32Array.from(noise(11), (value) => value * 1e-4),
  music: () => Float32Array.from(music()),
}

/** One of `signals`; throws when there is none of that name. */
export function signal(name: string): Float32Array {
  const make = signals[name]
  if (!make) throw new RangeError(`no signal '${name}'`)
  return make()
}

/** Below this nothing is bent; above, samples approach `ceiling`. */
const knee = 0.7
const ceiling = 0.98

/**
 * Brings a piece to a level and fades it in and out, without clipping.
 * @param samples mono, changed in place
 * @param levelDecibels root mean square wanted, in dB full scale
 */
export function master(samples: Float32Array, levelDecibels: number, sampleRate: number): void {
  const squares = samples.reduce((sum, sample) => sum + sample * sample, 0)
  const rootMeanSquare = Math.sqrt(squares / Math.max(1, samples.length))
  const gain = rootMeanSquare > 0 ? 10 ** (levelDecibels / 20) / rootMeanSquare : 0
  const fadeIn = 0.01 * sampleRate
  const fadeOut = Math.min(1.2 * sampleRate, samples.length / 4)
  for (let index = 0; index < samples.length; index += 1) {
    const edge = Math.min(1, index / fadeIn, (samples.length - 1 - index) / fadeOut)
    samples[index] = edge * limited(gain * (samples[index] ?? 0))
  }
}

function limited(sample: number): number {
  const size = Math.abs(sample)
  if (size <= knee) return sample
  return Math.sign(sample) * (knee + (ceiling - knee) * Math.tanh((size - knee) / (ceiling - knee)))
}

/** Lengths of the echoes in seconds, without common divisors (Schroeder 1962; the first four of Freeverb). */
const combSeconds = [0.0253, 0.0269, 0.029, 0.0307]
const allPassSeconds = [0.0126, 0.01]
const combFeedback = 0.8
const combDamping = 0.35
const allPassFeedback = 0.5

/**
 * Adds the sound of a room: four damped combs side by side, two all-passes after them.
 * @param dry mono samples
 * @param wetness share of the room, 0 … 1
 * @returns dry and room together, as long as `dry`
 */
export function addRoom(dry: Float32Array, wetness: number, sampleRate: number): Float32Array {
  const wet = new Float32Array(dry.length)
  for (const seconds of combSeconds) addComb(dry, wet, Math.round(seconds * sampleRate))
  for (const seconds of allPassSeconds) passAll(wet, Math.round(seconds * sampleRate))
  return dry.map((sample, index) => (1 - wetness) * sample + wetness * 0.6 * (wet[index] ?? 0))
}

function addComb(input: Float32Array, output: Float32Array, delay: number): void {
  const line = new Float32Array(delay)
  let damped = 0
  let at = 0
  for (let index = 0; index < input.length; index += 1) {
    const delayed = line[at] ?? 0
    damped = (1 - combDamping) * delayed + combDamping * damped
    line[at] = (input[index] ?? 0) + combFeedback * damped
    output[index] = (output[index] ?? 0) + delayed
    at = at + 1 === delay ? 0 : at + 1
  }
}

function passAll(samples: Float32Array, delay: number): void {
  const line = new Float32Array(delay)
  let at = 0
  for (let index = 0; index < samples.length; index += 1) {
    const delayed = line[at] ?? 0
    const input = samples[index] ?? 0
    line[at] = input + allPassFeedback * delayed
    samples[index] = delayed - allPassFeedback * input
    at = at + 1 === delay ? 0 : at + 1
  }
}

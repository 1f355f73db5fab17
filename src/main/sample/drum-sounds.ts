import type { Random } from '@shared/domain/random'
import type { Drum } from './score'

/**
 * Makes one stroke of every drum.
 * @param brightness 0 dull … 1 bright
 * @returns mono samples for each drum, peak 1
 */
export function makeDrumSounds(brightness: number, sampleRate: number, random: Random): Readonly<Record<Drum, Float32Array>> {
  const noise = (seconds: number, decaySeconds: number, smoothing: number): Float32Array =>
    noiseBurst(Math.round(seconds * sampleRate), decaySeconds * sampleRate, smoothing, random)
  const bright = 0.25 + 0.6 * brightness
  return {
    kick: peakOne(sweep(0.28, 120, 48, 0.09, sampleRate)),
    tom: peakOne(sweep(0.35, 150, 95, 0.13, sampleRate)),
    snare: peakOne(mix(noise(0.22, 0.07, 1 - bright), sweep(0.22, 220, 180, 0.06, sampleRate), 0.6)),
    clap: peakOne(highPass(noise(0.18, 0.045, 0.9 - bright))),
    hat: peakOne(highPass(highPass(noise(0.08, 0.02, 0)))),
    shaker: peakOne(highPass(noise(0.12, 0.03, 0.7 - 0.6 * bright))),
  }
}

/** A sine that falls from one pitch to another and dies away. */
function sweep(seconds: number, fromHertz: number, toHertz: number, decaySeconds: number, sampleRate: number): Float32Array {
  let phase = 0
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, index) => {
    const time = index / sampleRate
    phase += (2 * Math.PI * (toHertz + (fromHertz - toHertz) * Math.exp(-time / 0.03))) / sampleRate
    return Math.sin(phase) * Math.exp(-time / decaySeconds)
  })
}

/** White noise that dies away, smoothed by a one-pole low pass (0 none … 1 all). */
function noiseBurst(length: number, decaySamples: number, smoothing: number, random: Random): Float32Array {
  const kept = Math.min(0.95, Math.max(0, smoothing))
  let low = 0
  return Float32Array.from({ length }, (_, index) => {
    low = kept * low + (1 - kept) * (2 * random.next() - 1)
    return low * Math.exp(-index / decaySamples)
  })
}

function highPass(samples: Float32Array): Float32Array {
  return samples.map((sample, index) => sample - (samples[index - 1] ?? 0))
}

function mix(first: Float32Array, second: Float32Array, share: number): Float32Array {
  return first.map((sample, index) => share * sample + (1 - share) * (second[index] ?? 0))
}

function peakOne(samples: Float32Array): Float32Array {
  const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0)
  return samples.map((sample) => sample / peak)
}

import { blockLength } from './audio-block'
import type { AudioBlock } from './audio-block'

/** Pairs of minimum and maximum a second: 2 hours are 5.8 MB. */
const peaksPerSecond = 100

/** A waveform as people look at it. */
export interface Peaks {
  readonly peaksPerSecond: number
  readonly durationSeconds: number
  /** Minimum and maximum in turn over all channels, −1…1; shape [pairs, 2]. */
  readonly pairs: Float32Array
}

/** Gathers peaks from blocks of one rate. */
export interface PeakMeter {
  add(block: AudioBlock): void
  finish(): Peaks
}

/**
 * Opens a meter of peaks.
 * @param sampleRate samples a second of the blocks
 */
export function createPeakMeter(sampleRate: number): PeakMeter {
  const values: number[] = []
  let [low, high, samples] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  const boundary = (): number => Math.round(((values.length / 2 + 1) * sampleRate) / peaksPerSecond)
  const close = (): void => {
    values.push(Math.max(-1, low), Math.min(1, high))
    ;[low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  }
  return {
    add: (block) => {
      const length = blockLength(block)
      for (let start = 0; start < length;) {
        const end = Math.min(length, start + boundary() - samples)
        for (const channel of block.channels) [low, high] = widened(channel, start, end, low, high)
        samples += end - start
        start = end
        if (samples === boundary()) close()
      }
    },
    finish: () => {
      if (low <= high) close()
      return { peaksPerSecond, durationSeconds: samples / sampleRate, pairs: Float32Array.from(values) }
    },
  }
}

function widened(channel: Float32Array, start: number, end: number, low: number, high: number): [number, number] {
  for (let sample = start; sample < end; sample += 1) {
    const value = channel[sample] ?? 0
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}

import { type AudioBlock, blockLength, concatenate, mixDown } from './audio-block'

/** The samples of a file, mixed to one channel, from some point on up to where it is decoded. */
export interface DecodedStretch {
  /** Samples a second; 0 before the first block. */
  readonly rate: number
  /** Samples of the file up to here, dropped ones included. */
  readonly length: number
  /** The same in seconds. */
  readonly seconds: number
  push(block: AudioBlock): void
  /** Lets go of whole blocks before a time, so that hours of audio need no more memory than what is still wanted. */
  dropBefore(seconds: number): void
  /**
   * A range of samples.
   * @param start counted from the file's beginning; not dropped
   * @param end cut to what is decoded
   */
  slice(start: number, end: number): Float32Array
}

/** Opens a stretch that begins with the file. */
export function openStretch(): DecodedStretch {
  let parts: Float32Array[] = []
  let [rate, length, dropped] = [0, 0, 0]
  return {
    get rate() {
      return rate
    },
    get length() {
      return length
    },
    get seconds() {
      return rate === 0 ? 0 : length / rate
    },
    push: (block) => {
      rate = block.sampleRate
      length += blockLength(block)
      parts.push(mixDown(block))
    },
    dropBefore: (seconds) => {
      // A start is rounded to a sample, so that one before it may be wanted.
      const wanted = Math.floor(seconds * rate) - 1
      let count = 0
      for (const part of parts) {
        if (dropped + part.length > wanted) break
        dropped += part.length
        count += 1
      }
      if (count > 0) parts = parts.slice(count)
    },
    slice: (start, end) => {
      const pieces: Float32Array[] = []
      let offset = dropped
      for (const part of parts) {
        if (offset >= end) break
        pieces.push(part.subarray(Math.max(0, start - offset), Math.max(0, end - offset)))
        offset += part.length
      }
      return concatenate(pieces)
    },
  }
}

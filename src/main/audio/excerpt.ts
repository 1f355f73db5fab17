import {
  excerptSourceSamples,
  excerptSourceSeconds,
  keptSamples,
  keptSegmentSamples,
  segmentCount,
  segmentSamples,
} from '@shared/domain/feature-constants'

/**
 * The kept part of an excerpt: of each 5 s the first 3 s.
 * @param range samples at 22,050 Hz from the excerpt's start on; what is beyond 73 s is ignored, a shorter range is repeated to 73 s
 * @returns `keptSamples` samples: 45 s
 * @throws RangeError when the range is empty
 */
export function keepSegments(range: Float32Array): Float32Array<ArrayBuffer> {
  if (range.length === 0) throw new RangeError('An excerpt needs at least one sample.')
  const source = range.length < excerptSourceSamples ? repeatTo(range, excerptSourceSamples) : range
  const kept = new Float32Array(keptSamples)
  for (let segment = 0; segment < segmentCount; segment += 1) {
    const start = segment * segmentSamples
    kept.set(source.subarray(start, start + keptSegmentSamples), segment * keptSegmentSamples)
  }
  return kept
}

/**
 * Start of the excerpt in the middle of a track.
 * @param durationSeconds length of the whole track
 * @returns seconds from the track's beginning; 0 for a track of 73 s or less
 */
export function middleExcerptStartSeconds(durationSeconds: number): number {
  return Math.max(0, (durationSeconds - excerptSourceSeconds) / 2)
}

/**
 * The start at which an excerpt still fits into the track.
 * @param startSeconds the start that was asked for
 * @param durationSeconds length of the whole track
 * @param heardSeconds how much is heard of it
 * @returns the same start, or an earlier one when less than that follows it
 */
export function fittingExcerptStartSeconds(startSeconds: number, durationSeconds: number, heardSeconds = excerptSourceSeconds): number {
  return Math.max(0, Math.min(startSeconds, durationSeconds - heardSeconds))
}

function repeatTo(samples: Float32Array, length: number): Float32Array {
  const repeated = new Float32Array(length)
  for (let offset = 0; offset < length; offset += samples.length) {
    repeated.set(samples.subarray(0, Math.min(samples.length, length - offset)), offset)
  }
  return repeated
}

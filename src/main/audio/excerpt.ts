import { defaultExcerptRule, excerptSourceSeconds, type ExcerptRule } from '@shared/domain/excerpt-rule'
import { shapeOfRule } from '@shared/domain/excerpt-shape'

/**
 * The kept part of an excerpt: by default of each 5 s the first 3 s.
 * @param range samples at 22,050 Hz from the excerpt's start on; what is beyond the rule's length is ignored, a shorter range is repeated
 * @returns the rule's `keptSamples` samples: 45 s by default
 * @throws RangeError when the range is empty
 */
export function keepSegments(range: Float32Array, rule: ExcerptRule = defaultExcerptRule): Float32Array<ArrayBuffer> {
  if (range.length === 0) throw new RangeError('An excerpt needs at least one sample.')
  const shape = shapeOfRule(rule)
  const source = range.length < shape.sourceSamples ? repeatTo(range, shape.sourceSamples) : range
  const samples = new Float32Array(shape.keptSamples)
  let offset = 0
  for (const { start, end } of shape.kept) {
    samples.set(source.subarray(start, end), offset)
    offset += end - start
  }
  return samples
}

/**
 * Start of the excerpt in the middle of a track.
 * @param durationSeconds length of the whole track
 * @returns seconds from the track's beginning; 0 for a track no longer than an excerpt
 */
export function middleExcerptStartSeconds(durationSeconds: number, lengthSeconds = excerptSourceSeconds): number {
  return Math.max(0, (durationSeconds - lengthSeconds) / 2)
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

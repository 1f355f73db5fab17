/** Length of the range that an excerpt takes from a track, in seconds; a shorter track is repeated to it. */
export const excerptSourceSeconds = 73
/** Of every segment of this many seconds … */
export const segmentSeconds = 5
/** … the first so many seconds are kept. */
export const keptSegmentSeconds = 3

/** A part of a track. */
export interface TimeRange {
  readonly startSeconds: number
  readonly endSeconds: number
}

/**
 * The parts of an excerpt that reach a network: of the first 73 s, the first 3 s of each 5 s.
 * @param excerpt the excerpt's range within its track
 * @returns ranges within the track, in order; the last may be cut by the excerpt's end
 */
export function keptRanges({ startSeconds, endSeconds }: TimeRange): TimeRange[] {
  const end = Math.min(endSeconds, startSeconds + excerptSourceSeconds)
  const ranges: TimeRange[] = []
  for (let start = startSeconds; start < end; start += segmentSeconds) {
    ranges.push({ startSeconds: start, endSeconds: Math.min(end, start + keptSegmentSeconds) })
  }
  return ranges
}

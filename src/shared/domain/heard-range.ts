import type { TimeRange } from './excerpt-rule'

/**
 * What a network hears of an excerpt, before it is repeated to the whole length: an excerpt that is longer is heard in its middle, and
 * nothing beyond the end of the track is. A shorter one is repeated.
 * @param rule the length in seconds that a network hears
 * @returns a range within the track, no longer than the rule's length; null when the excerpt begins behind the track's end
 */
export function heardRange(
  { startSeconds, endSeconds }: TimeRange,
  { lengthSeconds }: { readonly lengthSeconds: number },
  durationSeconds: number,
): TimeRange | null {
  const end = Math.min(endSeconds, durationSeconds)
  if (end <= startSeconds) return null
  const beyond = Math.max(0, end - startSeconds - lengthSeconds)
  return { startSeconds: startSeconds + beyond / 2, endSeconds: end - beyond / 2 }
}

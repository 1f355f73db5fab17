import type { TimeRange } from './excerpt-rule'
import { fail } from './failure'

/** Decoded length and a file's stated length may differ by a little; so much past the end is accepted. */
const endToleranceSeconds = 0.5

/**
 * Checks that an excerpt is not empty and lies inside its track.
 * @param durationSeconds null for a track without audio
 * @throws Failure `invalid-argument`
 */
export function checkRange({ startSeconds, endSeconds }: TimeRange, durationSeconds: number | null): void {
  if (endSeconds <= startSeconds) {
    fail('invalid-argument', `An excerpt from ${startSeconds} s to ${endSeconds} s is empty.`, 'Its end must come after its start.')
  }
  if (durationSeconds !== null && endSeconds > durationSeconds + endToleranceSeconds) {
    fail(
      'invalid-argument',
      `The excerpt ends at ${endSeconds} s, after the track, which is ${durationSeconds} s long.`,
      'Choose a range inside the track.',
    )
  }
}

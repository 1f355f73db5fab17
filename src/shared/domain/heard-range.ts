import { defaultExcerptRule, type ExcerptRule, keptRanges, type TimeRange } from './excerpt-rule'

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

/**
 * The seconds of a track that reach a network of an excerpt: the kept parts of its heard range. Of an excerpt that is repeated to the
 * rule's length a second is heard when any of its repetitions falls into a kept part.
 * @param durationSeconds length of the track
 * @returns ranges within the track, in order, that neither touch nor overlap
 */
export function heardParts(excerpt: TimeRange, rule: ExcerptRule = defaultExcerptRule, durationSeconds = Infinity): TimeRange[] {
  const heard = heardRange(excerpt, rule, durationSeconds)
  if (!heard) return []
  const length = heard.endSeconds - heard.startSeconds
  const kept = keptRanges({ startSeconds: 0, endSeconds: rule.lengthSeconds }, rule)
  const parts = kept.flatMap((part) => foldedInto(part, length))
  return joined(parts).map(({ startSeconds, endSeconds }) => ({
    startSeconds: heard.startSeconds + startSeconds,
    endSeconds: heard.startSeconds + endSeconds,
  }))
}

/** Where a part of a repeated excerpt lies in the excerpt itself: one range for each repetition that it touches. */
function foldedInto({ startSeconds, endSeconds }: TimeRange, length: number): TimeRange[] {
  if (endSeconds - startSeconds >= length) return [{ startSeconds: 0, endSeconds: length }]
  const ranges: TimeRange[] = []
  for (let repetition = Math.floor(startSeconds / length); repetition * length < endSeconds; repetition += 1) {
    const offset = repetition * length
    const range = { startSeconds: Math.max(0, startSeconds - offset), endSeconds: Math.min(length, endSeconds - offset) }
    if (range.startSeconds < range.endSeconds) ranges.push(range)
  }
  return ranges
}

function joined(ranges: readonly TimeRange[]): TimeRange[] {
  const result: TimeRange[] = []
  for (const range of [...ranges].sort((a, b) => a.startSeconds - b.startSeconds)) {
    const last = result.at(-1)
    if (last && range.startSeconds <= last.endSeconds)
      result[result.length - 1] = { ...last, endSeconds: Math.max(last.endSeconds, range.endSeconds) }
    else result.push(range)
  }
  return result
}

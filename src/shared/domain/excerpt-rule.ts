/**
 * How a track becomes an excerpt: a range of so many seconds, and of every segment of it the first seconds. Where all of a segment is kept,
 * every second is heard. Its level is part of it, because the graph in front of a network brings an excerpt to one loudness.
 */
export interface ExcerptRule {
  /** Length of the range that is taken from a track; a shorter track is repeated to it. */
  readonly lengthSeconds: number
  /** Of every segment of this many seconds … */
  readonly segmentSeconds: number
  /** … the first so many seconds are kept. */
  readonly keptSegmentSeconds: number
  /** Left out: as recorded. */
  readonly level?: Level | undefined
}

/** At which level an excerpt is heard: as it was recorded, or set to one loudness, as annotators hear it. */
export const levels = ['as-recorded', 'matched'] as const
export type Level = (typeof levels)[number]

/** The level of a rule, which may leave it out. */
export function levelOf({ level = 'as-recorded' }: Pick<ExcerptRule, 'level'>): Level {
  return level
}

/** A rule at another level; as recorded it is left out, so that naming it changes nothing. */
export function withLevel({ level: _, ...rule }: ExcerptRule, level: Level): ExcerptRule {
  return level === 'as-recorded' ? rule : { ...rule, level }
}

/** The rule of the study. */
export const defaultExcerptRule: ExcerptRule = { lengthSeconds: 73, segmentSeconds: 5, keptSegmentSeconds: 3 }

/** Lengths of an excerpt that a rule may have, in seconds. */
export const shortestExcerptSeconds = 5
export const longestExcerptSeconds = 120

export const excerptSourceSeconds = defaultExcerptRule.lengthSeconds
export const segmentSeconds = defaultExcerptRule.segmentSeconds
export const keptSegmentSeconds = defaultExcerptRule.keptSegmentSeconds

/** A part of a track. */
export interface TimeRange {
  readonly startSeconds: number
  readonly endSeconds: number
}

/**
 * The parts of an excerpt that reach a network: by default of the first 73 s the first 3 s of each 5 s.
 * @param excerpt the excerpt's range within its track
 * @returns ranges within the track, in order; the last may be cut by the excerpt's end
 */
export function keptRanges({ startSeconds, endSeconds }: TimeRange, rule: ExcerptRule = defaultExcerptRule): TimeRange[] {
  const end = Math.min(endSeconds, startSeconds + rule.lengthSeconds)
  if (keepsEverySecond(rule)) return startSeconds < end ? [{ startSeconds, endSeconds: end }] : []
  const ranges: TimeRange[] = []
  for (let start = startSeconds; start < end; start += rule.segmentSeconds) {
    ranges.push({ startSeconds: start, endSeconds: Math.min(end, start + rule.keptSegmentSeconds) })
  }
  return ranges
}

/** Whether a rule leaves nothing of its range out. */
export function keepsEverySecond({ segmentSeconds: segment, keptSegmentSeconds: kept, lengthSeconds }: ExcerptRule): boolean {
  return kept >= Math.min(segment, lengthSeconds)
}

/** Whether two rules give the same numbers. */
export function isSameRule(one: ExcerptRule, other: ExcerptRule): boolean {
  if (one.lengthSeconds !== other.lengthSeconds || levelOf(one) !== levelOf(other)) return false
  if (keepsEverySecond(one) || keepsEverySecond(other)) return keepsEverySecond(one) && keepsEverySecond(other)
  return one.segmentSeconds === other.segmentSeconds && one.keptSegmentSeconds === other.keptSegmentSeconds
}

/** A rule in words, such as “73 s, 3 s of every 5 s”. */
export function describeExcerptRule(rule: ExcerptRule): string {
  const level = levelOf(rule) === 'matched' ? ', at one loudness' : ''
  if (keepsEverySecond(rule)) return `${rule.lengthSeconds} s, every second of them${level}`
  return `${rule.lengthSeconds} s, ${rule.keptSegmentSeconds} s of every ${rule.segmentSeconds} s${level}`
}

import type { ExcerptRule, TimeRange } from '@shared/domain/excerpt-rule'
import { heardParts } from '@shared/domain/heard-range'

/**
 * Splits peaks into the two halves that a waveform is drawn from.
 * @param pairs minimum and maximum in turn, −1…1, [2 · peaks]
 * @returns maxima (drawn upwards) and minima (drawn downwards), [peaks] each
 */
export function halvesOfPeaks(pairs: Float32Array): [maxima: Float32Array, minima: Float32Array] {
  const peaks = Math.floor(pairs.length / 2)
  const maxima = new Float32Array(peaks)
  const minima = new Float32Array(peaks)
  for (let peak = 0; peak < peaks; peak += 1) {
    minima[peak] = pairs[2 * peak] ?? 0
    maxima[peak] = pairs[2 * peak + 1] ?? 0
  }
  return [maxima, minima]
}

/**
 * The ground of an excerpt's region: what reaches a network in one colour, what is left out in another.
 * @param rule how much of an excerpt a network hears
 * @param durationSeconds length of the track
 * @param colours CSS colours of what is heard and of the rest
 * @returns a CSS background image, in percent of the region's width
 */
export function excerptGround(
  excerpt: TimeRange,
  rule: ExcerptRule,
  durationSeconds: number,
  { kept, leftOut }: { readonly kept: string; readonly leftOut: string },
): string {
  const length = excerpt.endSeconds - excerpt.startSeconds
  const percent = (seconds: number): string => `${Number((((seconds - excerpt.startSeconds) / length) * 100).toFixed(3))}%`
  const stops = heardParts(excerpt, rule, durationSeconds).flatMap(({ startSeconds, endSeconds }) => [
    `${leftOut} ${percent(startSeconds)}`,
    `${kept} ${percent(startSeconds)}`,
    `${kept} ${percent(endSeconds)}`,
    `${leftOut} ${percent(endSeconds)}`,
  ])
  return `linear-gradient(to right, ${[`${leftOut} 0%`, ...stops, `${leftOut} 100%`].join(', ')})`
}

/** How long an excerpt that was dragged out must be at least, in seconds; shorter ones were clicks. */
export const shortestExcerptSeconds = 1

/**
 * The excerpt that a key makes at a position: one of the rule's length from there, earlier where the track ends before.
 * @param durationSeconds length of the track
 */
export function excerptAt(positionSeconds: number, durationSeconds: number, lengthSeconds: number): TimeRange {
  const startSeconds = Math.max(0, Math.min(positionSeconds, durationSeconds - lengthSeconds))
  return { startSeconds, endSeconds: Math.min(durationSeconds, startSeconds + lengthSeconds) }
}

/** Pixels a second after a zoom step, between the whole track and a fine view. */
export function zoomedPixelsPerSecond(present: number, factor: number, wholePixelsPerSecond: number): number {
  return Math.min(400, Math.max(wholePixelsPerSecond, Math.max(present, wholePixelsPerSecond) * factor))
}

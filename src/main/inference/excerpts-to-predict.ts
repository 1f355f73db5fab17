import { z } from 'zod'
import { excerptRuleSchema } from '@shared/contract/excerpt-rule'
import { defaultExcerptRule, excerptSourceSeconds } from '@shared/domain/excerpt-rule'
import { middleExcerptStartSeconds } from '../audio/excerpt'
import { type FileExcerpt, readExcerpts } from '../audio/read-excerpt'

/** Which excerpts of a file are to be predicted. */
export const excerptsRequestSchema = z.object({
  path: z.string(),
  /** How many, spread over the track. */
  count: z.number().int().min(1),
  /** Where the excerpt begins when it is one; null takes the middle. */
  startSeconds: z.number().nullable(),
  /** How the model's excerpts are cut; left out: the rule of the study. */
  rule: excerptRuleSchema.optional(),
})
export type ExcerptsRequest = z.infer<typeof excerptsRequestSchema>

/** Decodes a file and takes the excerpts that are asked for. */
export type DecodeExcerpts = (request: ExcerptsRequest, signal: AbortSignal) => Promise<FileExcerpt[]>

/** Decodes in this thread. */
export const decodeExcerptsHere: DecodeExcerpts = ({ path, count, startSeconds, rule = defaultExcerptRule }, signal) =>
  readExcerpts(
    path,
    (durationSeconds) => (count === 1 && startSeconds !== null ? [startSeconds] : spreadStarts(durationSeconds, count, rule.lengthSeconds)),
    signal,
    rule,
  )

/**
 * Starts of excerpts spread evenly over a track, the first at its beginning, the last at its end; the middle for one.
 * @returns seconds; only one for a track no longer than an excerpt, whose excerpts would all be the same
 */
export function spreadStarts(durationSeconds: number, count: number, lengthSeconds = excerptSourceSeconds): number[] {
  const room = durationSeconds - lengthSeconds
  if (count === 1 || room <= 0) return [middleExcerptStartSeconds(durationSeconds, lengthSeconds)]
  return Array.from({ length: count }, (_, index) => (room * index) / (count - 1))
}

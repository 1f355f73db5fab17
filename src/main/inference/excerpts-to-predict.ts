import { z } from 'zod'
import { excerptRuleSchema } from '@shared/contract/excerpt-rule'
import { defaultExcerptRule, excerptSourceSeconds } from '@shared/domain/excerpt-rule'
import { middleExcerptStartSeconds } from '../audio/excerpt'
import type { Decode, FileExcerpt } from '../audio/read-excerpt'
import { readExcerptsAt, readSteps } from '../audio/read-file-excerpts'
import { inParts } from '../audio/sample-parts'

/** Which excerpts of a file are to be predicted. */
export const excerptsToPredictSchema = z.object({
  path: z.string(),
  /** How many, spread over the track. */
  count: z.number().int().min(1),
  /** Where the excerpt begins when it is one; null takes the middle. */
  startSeconds: z.number().nullable(),
  /** Instead: one every so many seconds, from the track's beginning to its end. */
  everySeconds: z.number().positive().nullable(),
  /** How the model's excerpts are cut; left out: the rule of the study. */
  rule: excerptRuleSchema.optional(),
})
export type ExcerptsToPredict = z.infer<typeof excerptsToPredictSchema>

/** Decodes a file once and takes the excerpts that are asked for, part by part, by rising start. */
export type DecodeExcerpts = (request: ExcerptsToPredict, signal: AbortSignal) => AsyncIterable<readonly FileExcerpt[]>

/** Decodes in this thread. */
export const decodeExcerptsHere = (request: ExcerptsToPredict, signal: AbortSignal, decode?: Decode): AsyncGenerator<FileExcerpt[]> =>
  inParts(excerptsOf(request, signal, decode))

function excerptsOf(
  { path, count, startSeconds, everySeconds, rule = defaultExcerptRule }: ExcerptsToPredict,
  signal: AbortSignal,
  decode?: Decode,
): AsyncGenerator<FileExcerpt> {
  if (everySeconds !== null) return readSteps(path, everySeconds, signal, rule, decode)
  const startsOf = (durationSeconds: number): number[] =>
    count === 1 && startSeconds !== null ? [startSeconds] : spreadStarts(durationSeconds, count, rule.lengthSeconds)
  return readExcerptsAt(path, startsOf, signal, rule, decode)
}

/**
 * Starts of excerpts spread evenly over a track, the first at its beginning, the last at its end; the middle for one.
 * @returns seconds; only one for a track no longer than an excerpt, whose excerpts would all be the same
 */
export function spreadStarts(durationSeconds: number, count: number, lengthSeconds = excerptSourceSeconds): number[] {
  const room = durationSeconds - lengthSeconds
  if (count === 1 || room <= 0) return [middleExcerptStartSeconds(durationSeconds, lengthSeconds)]
  return Array.from({ length: count }, (_, index) => (room * index) / (count - 1))
}

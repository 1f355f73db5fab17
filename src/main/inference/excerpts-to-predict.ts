import { z } from 'zod'
import { excerptSourceSeconds } from '@shared/domain/feature-constants'
import { middleExcerptStartSeconds } from '../audio/excerpt'
import { type FileExcerpt, readExcerpts } from '../audio/read-excerpt'

/** Which excerpts of a file are to be predicted. */
export const excerptsRequestSchema = z.object({
  path: z.string(),
  /** How many, spread over the track. */
  count: z.number().int().min(1),
  /** Where the excerpt begins when it is one; null takes the middle. */
  startSeconds: z.number().nullable(),
})
export type ExcerptsRequest = z.infer<typeof excerptsRequestSchema>

/** Decodes a file and takes the excerpts that are asked for. */
export type DecodeExcerpts = (request: ExcerptsRequest, signal: AbortSignal) => Promise<FileExcerpt[]>

/** Decodes in this thread. */
export const decodeExcerptsHere: DecodeExcerpts = ({ path, count, startSeconds }, signal) =>
  readExcerpts(
    path,
    (durationSeconds) => (count === 1 && startSeconds !== null ? [startSeconds] : spreadStarts(durationSeconds, count)),
    signal,
  )

/**
 * Starts of excerpts spread evenly over a track, the first at its beginning, the last at its end; the middle for one.
 * @returns seconds; only one for a track of 73 s or less, whose excerpts would all be the same
 */
export function spreadStarts(durationSeconds: number, count: number): number[] {
  const room = durationSeconds - excerptSourceSeconds
  if (count === 1 || room <= 0) return [middleExcerptStartSeconds(durationSeconds)]
  return Array.from({ length: count }, (_, index) => (room * index) / (count - 1))
}

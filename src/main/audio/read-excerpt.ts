import { z } from 'zod'
import { excerptRuleSchema } from '@shared/contract/excerpt-rule'
import { defaultExcerptRule, type ExcerptRule } from '@shared/domain/excerpt-rule'
import { sampleRate } from '@shared/domain/feature-constants'
import type { AudioBlock } from './audio-block'
import { decodeBlocks } from './decode'
import { type DecodedStretch, openStretch } from './decoded-stretch'
import { fittingExcerptStartSeconds, keepSegments, middleExcerptStartSeconds } from './excerpt'
import { resample } from './resample'

/** A part of a file that is wanted as an excerpt. */
const wantedExcerptSchema = z.object({
  /** Where it begins; null is the middle of the file. */
  startSeconds: z.number().nullable(),
  /** How much is heard from there on; left out: a whole excerpt. */
  heardSeconds: z.number().positive().optional(),
})

/** Which excerpts of a file are wanted. */
export const excerptsRequestSchema = z.object({
  path: z.string(),
  excerpts: z.array(wantedExcerptSchema).min(1),
  /** How much of it an excerpt takes; left out: the rule of the study. */
  rule: excerptRuleSchema.optional(),
})
export type ExcerptsRequest = z.infer<typeof excerptsRequestSchema>

/** An excerpt of a file, ready for the features. */
const excerptSchema = z.object({
  /** Mono, 22,050 Hz, −1…1: the rule’s `keptSamples` samples, 45 s by default. */
  samples: z.instanceof(Float32Array),
  /** Where the excerpt begins; earlier than asked for when less than its length would follow. */
  startSeconds: z.number(),
})
export type Excerpt = z.infer<typeof excerptSchema>

/** An excerpt with its index among those that were asked for. */
export const askedExcerptSchema = excerptSchema.extend({ index: z.number().int().nonnegative() })
export type AskedExcerpt = z.infer<typeof askedExcerptSchema>

/** An excerpt of a file that is decoded to its end. */
export const fileExcerptSchema = excerptSchema.extend({
  /** Length of the whole file; of an excerpt that others follow it may be what was decoded so far. */
  durationSeconds: z.number(),
})
export type FileExcerpt = z.infer<typeof fileExcerptSchema>

/** Decodes a file block by block, as `decodeBlocks`. */
export type Decode = (path: string) => AsyncIterable<AudioBlock>

/**
 * Decodes a file once, no further than needed, and takes excerpts of it as they are reached; what none of them wants any more is let go.
 * Where a middle is among them, the whole file is kept until its length is known.
 * @returns by rising start, or as asked for where a middle is among them
 * @throws Failure as `decodeBlocks`, as far as it decodes; the signal's reason when aborted
 */
export async function* readAskedExcerpts(
  { path, excerpts, rule = defaultExcerptRule }: ExcerptsRequest,
  signal?: AbortSignal,
  decode: Decode = decodeBlocks,
): AsyncGenerator<AskedExcerpt> {
  const waiting = excerpts.map(({ startSeconds, heardSeconds = rule.lengthSeconds }, index) => ({ index, startSeconds, heardSeconds }))
  const hasMiddle = excerpts.some(({ startSeconds }) => startSeconds === null)
  if (!hasMiddle) waiting.sort((one, other) => (one.startSeconds ?? 0) - (other.startSeconds ?? 0))
  const longestSeconds = Math.max(...waiting.map(({ heardSeconds }) => heardSeconds))
  const stretch = openStretch()
  let next = 0
  for await (const block of decode(path)) {
    signal?.throwIfAborted()
    stretch.push(block)
    if (hasMiddle) continue
    for (let one = waiting[next]; one && isDecoded(stretch, one.startSeconds ?? 0, one.heardSeconds); one = waiting[next]) {
      yield { index: one.index, ...cutAt(stretch, one.startSeconds ?? 0, one.heardSeconds, rule) }
      next += 1
    }
    const first = waiting[next]
    if (!first) return
    stretch.dropBefore(Math.min(first.startSeconds ?? 0, stretch.seconds - longestSeconds))
  }
  for (const { index, startSeconds, heardSeconds } of waiting.slice(next)) {
    const asked = startSeconds ?? middleExcerptStartSeconds(stretch.seconds, rule.lengthSeconds)
    yield { index, ...cutAt(stretch, fittingExcerptStartSeconds(asked, stretch.seconds, heardSeconds), heardSeconds, rule) }
  }
}

/** Whether an excerpt lies wholly in what is decoded, to the last sample. */
export function isDecoded({ rate, length, seconds }: DecodedStretch, startSeconds: number, heardSeconds: number): boolean {
  return startSeconds + heardSeconds <= seconds && Math.round(startSeconds * rate) + Math.ceil(heardSeconds * rate) <= length
}

/** Cuts an excerpt at its start, which is not moved. */
export function cutAt(stretch: DecodedStretch, startSeconds: number, heardSeconds: number, rule: ExcerptRule): Excerpt {
  const { rate } = stretch
  const start = Math.round(startSeconds * rate)
  const range = stretch.slice(start, start + Math.ceil(heardSeconds * rate))
  return { samples: keepSegments(resample(range, rate, sampleRate), rule), startSeconds }
}

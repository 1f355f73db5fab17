import { z } from 'zod'
import { blockLength, concatenate, mixDown } from './audio-block'
import { excerptRuleSchema } from '@shared/contract/excerpt-rule'
import { defaultExcerptRule, type ExcerptRule } from '@shared/domain/excerpt-rule'
import { sampleRate } from '@shared/domain/feature-constants'
import { decodeBlocks } from './decode'
import { fittingExcerptStartSeconds, keepSegments, middleExcerptStartSeconds } from './excerpt'
import { resample } from './resample'

/** Which excerpt of a file is wanted. */
export const excerptRequestSchema = z.object({
  path: z.string(),
  /** Where it begins; null is the middle of the file. */
  startSeconds: z.number().nullable(),
  /** How much is heard from there on; left out: a whole excerpt. */
  heardSeconds: z.number().positive().optional(),
  /** How much of it an excerpt takes; left out: the rule of the study. */
  rule: excerptRuleSchema.optional(),
})
export type ExcerptRequest = z.infer<typeof excerptRequestSchema>

/** An excerpt of a file, ready for the features. */
export const excerptSchema = z.object({
  /** Mono, 22,050 Hz, −1…1: the rule’s `keptSamples` samples, 45 s by default. */
  samples: z.instanceof(Float32Array),
  /** Where the excerpt begins; earlier than asked for when less than its length would follow. */
  startSeconds: z.number(),
})
export type Excerpt = z.infer<typeof excerptSchema>

/** An excerpt of a file that was decoded to its end. */
export const fileExcerptSchema = excerptSchema.extend({
  /** Length of the whole file. */
  durationSeconds: z.number(),
})
export type FileExcerpt = z.infer<typeof fileExcerptSchema>

/**
 * Decodes a file, no further than needed, and takes an excerpt of it.
 * @param request an audio file and its excerpt
 * @throws Failure as `decodeBlocks`, as far as it decodes; the signal's reason when aborted
 */
export async function readExcerpt(request: ExcerptRequest, signal?: AbortSignal): Promise<Excerpt> {
  const { path, startSeconds, rule = defaultExcerptRule, heardSeconds = rule.lengthSeconds } = request
  const wantedSeconds = startSeconds === null ? Number.POSITIVE_INFINITY : startSeconds + heardSeconds
  const mono = await decodeMono(path, wantedSeconds, signal)
  const excerpt = cutExcerpt(mono, startSeconds ?? middleExcerptStartSeconds(mono.durationSeconds, rule.lengthSeconds), rule, heardSeconds)
  return { samples: excerpt.samples, startSeconds: excerpt.startSeconds }
}

/**
 * Decodes a file once and takes several excerpts of it.
 * @param startsOf gives the starts, in seconds, once the file's length is known
 * @returns one excerpt for each start, in the same order
 * @throws Failure as `decodeBlocks`; the signal's reason when aborted
 */
export async function readExcerpts(
  path: string,
  startsOf: (durationSeconds: number) => readonly number[],
  signal?: AbortSignal,
  rule: ExcerptRule = defaultExcerptRule,
): Promise<FileExcerpt[]> {
  const mono = await decodeMono(path, Number.POSITIVE_INFINITY, signal)
  return startsOf(mono.durationSeconds).map((start) => cutExcerpt(mono, start, rule))
}

interface Mono {
  /** Samples at `rate`, in arrays that stand behind one another. */
  readonly parts: readonly Float32Array[]
  readonly rate: number
  /** Length of what was decoded. */
  readonly durationSeconds: number
}

async function decodeMono(path: string, wantedSeconds: number, signal: AbortSignal | undefined): Promise<Mono> {
  const parts: Float32Array[] = []
  let [rate, length] = [0, 0]
  for await (const block of decodeBlocks(path)) {
    signal?.throwIfAborted()
    rate = block.sampleRate
    length += blockLength(block)
    parts.push(mixDown(block))
    if (length >= wantedSeconds * rate) break
  }
  return { parts, rate, durationSeconds: length / rate }
}

function cutExcerpt(
  { parts, rate, durationSeconds }: Mono,
  asked: number,
  rule: ExcerptRule,
  heardSeconds = rule.lengthSeconds,
): FileExcerpt {
  const startSeconds = fittingExcerptStartSeconds(asked, durationSeconds, heardSeconds)
  const start = Math.round(startSeconds * rate)
  const range = sliceParts(parts, start, start + Math.ceil(heardSeconds * rate))
  return { samples: keepSegments(resample(range, rate, sampleRate), rule), startSeconds, durationSeconds }
}

/** A range of arrays that stand behind one another, without joining the others. */
function sliceParts(parts: readonly Float32Array[], start: number, end: number): Float32Array {
  const pieces: Float32Array[] = []
  let offset = 0
  for (const part of parts) {
    pieces.push(part.subarray(Math.max(0, start - offset), Math.max(0, end - offset)))
    offset += part.length
  }
  return concatenate(pieces)
}

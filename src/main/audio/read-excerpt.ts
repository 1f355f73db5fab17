import { blockLength, concatenate, mixDown } from './audio-block'
import { excerptSourceSeconds, sampleRate } from './constants'
import { decodeBlocks } from './decode'
import { fittingExcerptStartSeconds, keepSegments, middleExcerptStartSeconds } from './excerpt'
import { resample } from './resample'

/** An excerpt of a file, ready for the features. */
export interface FileExcerpt {
  /** 45 s, mono, 22,050 Hz, −1…1: `keptSamples` samples. */
  readonly samples: Float32Array
  /** Where the excerpt's 73 s begin; earlier than asked for when fewer than 73 s would follow. */
  readonly startSeconds: number
  /** Length of the whole file. */
  readonly durationSeconds: number
}

/**
 * Decodes a file and takes an excerpt of it.
 * @param path an audio file
 * @param startSeconds where the excerpt begins; null takes the middle of the file
 * @throws Failure as `decodeBlocks`; the signal's reason when aborted
 */
export async function readExcerpt(path: string, startSeconds: number | null, signal?: AbortSignal): Promise<FileExcerpt> {
  const starts = (durationSeconds: number): number[] => [startSeconds ?? middleExcerptStartSeconds(durationSeconds)]
  const [excerpt] = await readExcerpts(path, starts, signal)
  if (!excerpt) throw new RangeError('one start gives one excerpt')
  return excerpt
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
): Promise<FileExcerpt[]> {
  const parts: Float32Array[] = []
  let rate = 0
  let length = 0
  for await (const block of decodeBlocks(path)) {
    signal?.throwIfAborted()
    rate = block.sampleRate
    length += blockLength(block)
    parts.push(mixDown(block))
  }
  const durationSeconds = length / rate
  return startsOf(durationSeconds).map((asked) => {
    const startSeconds = fittingExcerptStartSeconds(asked, durationSeconds)
    const start = Math.round(startSeconds * rate)
    const range = sliceParts(parts, start, start + Math.ceil(excerptSourceSeconds * rate))
    return { samples: keepSegments(resample(range, rate, sampleRate)), startSeconds, durationSeconds }
  })
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

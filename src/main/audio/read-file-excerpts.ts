import { defaultExcerptRule, type ExcerptRule } from '@shared/domain/excerpt-rule'
import { stepStarts } from '@shared/domain/excerpt-choice'
import { decodeBlocks } from './decode'
import { openStretch } from './decoded-stretch'
import { fittingExcerptStartSeconds } from './excerpt'
import { cutAt, type Decode, type FileExcerpt, isDecoded } from './read-excerpt'

/**
 * Decodes a file once, to its end, and then takes excerpts of it, one after the other.
 * @param startsOf gives the starts, in seconds, once the file's length is known
 * @returns one excerpt for each start, in the same order
 * @throws Failure as `decodeBlocks`; the signal's reason when aborted
 */
export async function* readExcerptsAt(
  path: string,
  startsOf: (durationSeconds: number) => readonly number[],
  signal?: AbortSignal,
  rule: ExcerptRule = defaultExcerptRule,
  decode: Decode = decodeBlocks,
): AsyncGenerator<FileExcerpt> {
  const stretch = openStretch()
  for await (const block of decode(path)) {
    signal?.throwIfAborted()
    stretch.push(block)
  }
  const { seconds: durationSeconds } = stretch
  for (const asked of startsOf(durationSeconds)) {
    const start = fittingExcerptStartSeconds(asked, durationSeconds, rule.lengthSeconds)
    yield { ...cutAt(stretch, start, rule.lengthSeconds, rule), durationSeconds }
  }
}

/**
 * Decodes a file once, to its end, and takes an excerpt every so many seconds as it is reached (`stepStarts`). No more of the file is
 * kept than an excerpt and the block that is decoded.
 * @returns by rising start; the last one knows the length of the whole file
 * @throws Failure as `decodeBlocks`; the signal's reason when aborted
 */
export async function* readSteps(
  path: string,
  everySeconds: number,
  signal?: AbortSignal,
  rule: ExcerptRule = defaultExcerptRule,
  decode: Decode = decodeBlocks,
): AsyncGenerator<FileExcerpt> {
  const { lengthSeconds } = rule
  const stretch = openStretch()
  const cut = (start: number): FileExcerpt => ({
    ...cutAt(stretch, start, lengthSeconds, rule),
    durationSeconds: stretch.seconds,
  })
  let [taken, held]: [number, FileExcerpt | null] = [0, null]
  for await (const block of decode(path)) {
    signal?.throwIfAborted()
    stretch.push(block)
    for (let start = taken * everySeconds; isDecoded(stretch, start, lengthSeconds); start = taken * everySeconds) {
      if (held) yield held
      held = cut(start)
      taken += 1
    }
    stretch.dropBefore(Math.min(taken * everySeconds, stretch.seconds - lengthSeconds))
  }
  for (const start of stepStarts(stretch.seconds, lengthSeconds, everySeconds).slice(taken)) {
    if (held) yield held
    held = cut(start)
  }
  if (held) yield { ...held, durationSeconds: stretch.seconds }
}

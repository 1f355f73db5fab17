import type { PredictionItem, PredictionPayload } from '@shared/contract/workers/prediction'
import { asFailure } from '@shared/domain/failure'
import type { FileExcerpt } from '../audio/read-excerpt'
import type { DecodeExcerpts } from './excerpts-to-predict'

/** A file that is to be predicted. */
export type FileToPredict = PredictionPayload['files'][number]

/** A file whose excerpts wait for the model. */
export interface DecodedFile {
  readonly kind: 'decoded'
  readonly file: FileToPredict
  readonly excerpts: readonly FileExcerpt[]
}

/** What decoding a file gave: its excerpts, or why there are none. */
export type Decoding = DecodedFile | Extract<PredictionItem, { kind: 'set-aside' }>

/**
 * Decodes files in order, some ahead of the one that is awaited.
 * @param filesAhead how many are decoded at once beside the one awaited
 * @throws the signal's reason when cancelled
 */
export async function* decodeAhead(
  files: readonly FileToPredict[],
  excerptsPerTrack: number,
  filesAhead: number,
  decode: DecodeExcerpts,
  signal: AbortSignal,
): AsyncGenerator<Decoding> {
  const started = new Map<number, Promise<Decoding>>()
  const start = (index: number): void => {
    const file = files[index]
    if (file === undefined) return
    const decoding = decodeOrSetAside(file, excerptsPerTrack, decode, signal)
    // A cancel is met where the file is awaited; until then it must not count as unhandled.
    decoding.catch(() => undefined)
    started.set(index, decoding)
  }
  for (let index = 0; index < filesAhead; index += 1) start(index)
  for (const index of files.keys()) {
    start(index + filesAhead)
    const decoded = await started.get(index)
    started.delete(index)
    if (decoded) yield decoded
  }
}

async function decodeOrSetAside(file: FileToPredict, count: number, decode: DecodeExcerpts, signal: AbortSignal): Promise<Decoding> {
  try {
    return { kind: 'decoded', file, excerpts: await decode({ path: file.path, count, startSeconds: file.startSeconds ?? null }, signal) }
  } catch (error) {
    signal.throwIfAborted()
    return { kind: 'set-aside', path: file.path, reason: asFailure(error).message }
  }
}

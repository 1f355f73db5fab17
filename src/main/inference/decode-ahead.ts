import type { TextKind } from '@shared/domain/modality'
import type { PredictionItem, PredictionPayload } from '@shared/contract/workers/prediction'
import { asFailure } from '@shared/domain/failure'
import type { FileExcerpt } from '../audio/read-excerpt'

/** A file that is to be predicted. */
export type FileToPredict = PredictionPayload['files'][number]

/** Features that are cached, by the name of the input that they are for. */
export type CachedInput = 'mfcc' | 'backbone'

/** An excerpt of a file as a model reads it. */
export interface ExcerptToPredict extends FileExcerpt {
  /** Which input its numbers are for; left out: `waveform`. */
  readonly input?: 'waveform' | CachedInput
}

/** What a model wants of a file. */
export interface FileInputs {
  /** In parts, by rising start, at least one excerpt; without samples for a model that reads texts alone. */
  readonly excerpts: AsyncIterable<readonly ExcerptToPredict[]>
  /** Token ids of each text that the model reads, [500]. */
  readonly tokens: Promise<FileTokens>
}

/** Token ids of a file's texts. */
export type FileTokens = Readonly<Partial<Record<TextKind, Int32Array>>>

/** What reading a file gives: some excerpts of it; its end; or the reason why it is set aside, also after some excerpts. */
export type Reading =
  | { readonly kind: 'part'; readonly file: FileToPredict; readonly excerpts: readonly ExcerptToPredict[]; readonly tokens: FileTokens }
  | { readonly kind: 'end'; readonly file: FileToPredict }
  | (Extract<PredictionItem, { kind: 'set-aside' }> & { readonly file: FileToPredict })

/** Begins to read what a model wants of a file. */
export type ReadFile = (file: FileToPredict, signal: AbortSignal) => FileInputs

/** A file whose first part is being read. */
interface Begun {
  readonly file: FileToPredict
  readonly tokens: Promise<FileTokens>
  readonly parts: AsyncIterator<readonly ExcerptToPredict[]>
  readonly first: Promise<IteratorResult<readonly ExcerptToPredict[]>>
}

/**
 * Reads files in order, the first parts of some ahead of the one that is awaited.
 * @param filesAhead how many are begun beside the one awaited
 * @throws the signal's reason when cancelled
 */
export async function* readFilesAhead(
  files: readonly FileToPredict[],
  filesAhead: number,
  read: ReadFile,
  signal: AbortSignal,
): AsyncGenerator<Reading> {
  const begun = new Map<number, Begun>()
  const begin = (index: number): void => {
    const file = files[index]
    if (file) begun.set(index, beginFile(file, read, signal))
  }
  for (let index = 0; index < filesAhead; index += 1) begin(index)
  for (const index of files.keys()) {
    begin(index + filesAhead)
    const own = begun.get(index)
    begun.delete(index)
    if (own) yield* partsOf(own, signal)
  }
}

function beginFile(file: FileToPredict, read: ReadFile, signal: AbortSignal): Begun {
  const { excerpts, tokens } = read(file, signal)
  const parts = excerpts[Symbol.asyncIterator]()
  const first = parts.next()
  // A failure or a cancel is met where the file is awaited; until then it must not count as unhandled.
  for (const promise of [first, tokens]) promise.catch(() => undefined)
  return { file, tokens, parts, first }
}

async function* partsOf({ file, tokens, parts, first }: Begun, signal: AbortSignal): AsyncGenerator<Reading> {
  try {
    const texts = await tokens
    for (let part = await first; part.done !== true; part = await parts.next()) {
      yield { kind: 'part', file, excerpts: part.value, tokens: texts }
    }
    yield { kind: 'end', file }
  } catch (error) {
    signal.throwIfAborted()
    yield { kind: 'set-aside', file, path: file.path, reason: asFailure(error).message }
  }
}

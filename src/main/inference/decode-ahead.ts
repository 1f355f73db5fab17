import type { TextKind } from '@shared/domain/modality'
import type { PredictionItem, PredictionPayload } from '@shared/contract/workers/prediction'
import { asFailure } from '@shared/domain/failure'
import type { FileExcerpt } from '../audio/read-excerpt'

/** A file that is to be predicted. */
export type FileToPredict = PredictionPayload['files'][number]

/** A file whose samples wait for the model. */
export interface ReadyFile {
  readonly kind: 'ready'
  readonly file: FileToPredict
  /** At least one; without samples for a model that reads texts alone. */
  readonly excerpts: readonly FileExcerpt[]
  /** Token ids of each text that the model reads, [500]. */
  readonly tokens: Readonly<Partial<Record<TextKind, Int32Array>>>
}

/** The result of reading a file: the inputs of the model, or the reason why there are none. */
export type Reading = ReadyFile | Extract<PredictionItem, { kind: 'set-aside' }>

/** Reads what a model wants of a file. */
export type ReadFile = (file: FileToPredict, signal: AbortSignal) => Promise<Pick<ReadyFile, 'excerpts' | 'tokens'>>

/**
 * Reads files in order, some ahead of the one that is awaited.
 * @param filesAhead how many are read at once beside the one awaited
 * @throws the signal's reason when cancelled
 */
export async function* readFilesAhead(
  files: readonly FileToPredict[],
  filesAhead: number,
  read: ReadFile,
  signal: AbortSignal,
): AsyncGenerator<Reading> {
  const started = new Map<number, Promise<Reading>>()
  const start = (index: number): void => {
    const file = files[index]
    if (file === undefined) return
    const reading = readOrSetAside(file, read, signal)
    // A cancel is met where the file is awaited; until then it must not count as unhandled.
    reading.catch(() => undefined)
    started.set(index, reading)
  }
  for (let index = 0; index < filesAhead; index += 1) start(index)
  for (const index of files.keys()) {
    start(index + filesAhead)
    const reading = await started.get(index)
    started.delete(index)
    if (reading) yield reading
  }
}

async function readOrSetAside(file: FileToPredict, read: ReadFile, signal: AbortSignal): Promise<Reading> {
  try {
    return { kind: 'ready', file, ...(await read(file, signal)) }
  } catch (error) {
    signal.throwIfAborted()
    return { kind: 'set-aside', path: file.path, reason: asFailure(error).message }
  }
}

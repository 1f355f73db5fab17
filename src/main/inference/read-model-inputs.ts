import { type TextKind, textKinds } from '@shared/domain/modality'
import type { PredictionItem, PredictionPayload } from '@shared/contract/workers/prediction'
import { fail } from '@shared/domain/failure'
import { findAudioFiles } from '../audio/find-audio-files'
import type { CachedFeatures } from './cached-features'
import type { ExcerptToPredict, FileToPredict, FileTokens, ReadFile } from './decode-ahead'
import type { DecodeExcerpts } from './excerpts-to-predict'
import { textFilesBelow } from '../files/text-file-names'
import { openTextReader } from './texts-beside'

/** For each kind of text that a model reads: converts a text to its token ids, [500]. */
export type TextEncoders = Readonly<Partial<Record<TextKind, (text: string) => Int32Array>>>

/** What a model reads. */
export interface ModelInputs {
  readonly audio: boolean
  readonly texts: readonly TextKind[]
}

/**
 * What a model reads, by the names of its inputs.
 * @throws Failure `unsupported` for other inputs than waveform, lyrics and comments, or for texts without their vocabulary
 */
export function modelInputs(inputNames: readonly string[], encoders: TextEncoders): ModelInputs {
  const texts = textKinds.filter((kind) => inputNames.includes(kind))
  const strange = inputNames.filter((name) => name !== 'waveform' && !texts.some((kind) => kind === name))
  if (strange.length > 0)
    fail('unsupported', `This model reads ${strange.join(' and ')}, which files do not give.`, 'Choose a model that Circumplex exported.')
  const lacking = texts.find((kind) => encoders[kind] === undefined)
  if (lacking)
    fail('unsupported', `This model reads ${lacking}, but its vocabulary is not there.`, 'Keep the vocabulary file beside the model.')
  return { audio: inputNames.includes('waveform'), texts }
}

/** Reads of a file what a model wants: its excerpts, cached or decoded, and its texts as token ids. */
export function fileReader(
  { audio, texts }: ModelInputs,
  { excerptsPerTrack: count, everySeconds }: Pick<PredictionPayload, 'excerptsPerTrack' | 'everySeconds'>,
  decode: DecodeExcerpts,
  encoders: TextEncoders,
  cached: Pick<CachedFeatures, 'read'> | null = null,
): ReadFile {
  const readTextOf = openTextReader()
  const tokensOf = async (file: FileToPredict): Promise<FileTokens> => {
    const tokens: Partial<Record<TextKind, Int32Array>> = {}
    for (const kind of texts) tokens[kind] = encoders[kind]?.(file.texts?.[kind] ?? (await readTextOf(file.path, kind)))
    return tokens
  }
  async function* excerptsOf(file: FileToPredict, signal: AbortSignal): AsyncGenerator<readonly ExcerptToPredict[]> {
    const excerpt = await cached?.read(file)
    if (excerpt) yield [excerpt]
    else yield* decode({ path: file.path, count, startSeconds: file.startSeconds ?? null, everySeconds }, signal)
  }
  return (file, signal) => ({ tokens: tokensOf(file), excerpts: audio ? excerptsOf(file, signal) : noExcerpts() })
}

/** What a model of texts alone reads of the audio: nothing, once. */
async function* noExcerpts(): AsyncGenerator<readonly ExcerptToPredict[]> {
  yield await Promise.resolve([{ samples: new Float32Array(), startSeconds: 0, durationSeconds: 0 }])
}

/** What is to be predicted: the files named, then those of the folders. */
export async function filesToPredict(
  { files, folders }: PredictionPayload,
  { audio, texts: [kind] }: ModelInputs,
  signal: AbortSignal,
): Promise<{ files: readonly FileToPredict[]; unreadable: readonly PredictionItem[] }> {
  const { paths, unreadable } =
    audio || !kind
      ? await findAudioFiles(folders, signal)
      : { paths: folders.flatMap((folder) => textFilesBelow(folder, kind)), unreadable: [] }
  const named = new Set(files.map(({ path }) => path))
  const inFolders = paths.filter((path) => !named.has(path)).map((path) => ({ path, externalId: null }))
  return {
    files: [...files, ...inFolders],
    unreadable: unreadable.map(({ path, failure }) => ({ kind: 'set-aside', path, reason: failure.message })),
  }
}

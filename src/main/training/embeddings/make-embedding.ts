import { rmSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type CoverageByKind, type Embedding, type EmbeddingSettings, embeddingSettingsSchema } from '@shared/contract/embeddings'
import type { TextKind } from '@shared/domain/modality'
import type { Word2VecPayload } from '@shared/contract/workers/word2vec'
import { fail } from '@shared/domain/failure'
import { renameDurably, writeFileAtomically } from '../../files/write-atomically'
import { askWorker } from '../../jobs/ask-worker'
import type { JobHandle } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import { insertEmbedding, nextEmbeddingId } from '../../store/embeddings'
import type { Library } from '../../store/library'
import { textBodies, tracksWithTexts } from '../../store/text-bodies'
import type { TokenExtras } from '../../text/tokenise'
import { coverageOf, readVocabulary, type Vocabulary } from '../../text/vocabulary'
import { epochsFor } from '../../text/word2vec-epochs'
import { embeddingFiles, unfinishedEmbedding } from './embedding-folder'
import { createTextTools } from './text-tools'

/** What is to be learnt. */
export interface EmbeddingRequest {
  readonly name?: string | undefined
  readonly kinds: readonly TextKind[]
  readonly settings: EmbeddingSettings
}

/** The cleaned texts of a library, by kind. */
export type TokenLists = ReadonlyMap<TextKind, readonly (readonly string[])[]>

const textsBetweenPauses = 20

/**
 * Learns vectors for a text branch: what a run does when the library has none.
 * @throws what `learnEmbedding` throws
 */
export async function makeEmbedding(
  context: ServiceContext,
  library: Library,
  { kinds, size }: { kinds: readonly TextKind[]; size: number },
  job: JobHandle,
): Promise<Embedding> {
  return learnEmbedding(context, library, { kinds, settings: embeddingSettingsSchema.parse({ size }) }, job)
}

/**
 * Learns word vectors from the library's texts and keeps them in `embeddings/ID/`.
 * @throws Failure `nothing-to-do` when there are no texts or none of their words occurs often enough; `cancelled` by the job's signal
 */
export async function learnEmbedding(
  context: ServiceContext,
  library: Library,
  request: EmbeddingRequest,
  job: JobHandle,
): Promise<Embedding> {
  const trackIds = tracksWithTexts(library.database, request.kinds)
  const lists = await tokenLists(context, library, request.kinds, job, request.settings)
  const settings = {
    ...request.settings,
    epochs: request.settings.epochs ?? epochsFor([...lists.values()].flat().reduce((sum, { length }) => sum + length, 0)),
  }
  const files = unfinishedEmbedding(library)
  const sentencesPath = join(files.directory, 'sentences.jsonl')
  await mkdir(files.directory, { recursive: true })
  try {
    const lines = [...lists.values()].flat().map((tokens) => `${JSON.stringify(tokens)}\n`)
    await writeFileAtomically(sentencesPath, lines.join(''))
    const payload: Word2VecPayload = { ...settings, sentencesPath, outDirectory: files.directory, vocabularyPath: files.vocabularyPath }
    const onProgress: JobHandle['progress'] = (progress) =>
      job.progress({ ...progress, message: `Word vectors: ${progress.message ?? ''}` })
    const { size } = await askWorker(context.runWorker, 'word2vec', { payload, onProgress, signal: job.signal })
    await rm(sentencesPath)
    return noteEmbedding(context, library, lists, {
      directory: files.directory,
      size,
      name: request.name,
      origin: 'trained',
      settings,
      source: null,
      trackIds,
    })
  } catch (error) {
    await rm(files.directory, { recursive: true, force: true })
    throw error
  }
}

/** What is known of vectors whose files are written. */
export interface NewEmbedding extends Pick<Embedding, 'size' | 'origin' | 'settings' | 'source'> {
  readonly name?: string | undefined
  /** Whose texts they were learnt from; null for vectors that were learnt elsewhere. */
  readonly trackIds: readonly number[] | null
  /** Where they were made. */
  readonly directory: string
}

/** Gives vectors whose files are written their id and its folder, and notes how much of the texts they cover. */
export function noteEmbedding(
  context: ServiceContext,
  library: Library,
  lists: TokenLists,
  { name, directory, trackIds, ...made }: NewEmbedding,
): Embedding {
  const id = nextEmbeddingId(library.database)
  const files = embeddingFiles(library, id)
  // What lies there belongs to no vectors: the program ended before they were noted.
  rmSync(files.directory, { recursive: true, force: true })
  renameDurably(directory, files.directory)
  const vocabulary = readVocabulary(files.vocabularyPath)
  const kinds = [...lists.keys()]
  const noted = {
    ...made,
    id,
    name: name?.trim() || `${made.origin === 'trained' ? 'Learnt from' : 'Imported for'} ${kinds.join(' and ')} ${id}`,
    kinds,
    words: vocabulary.words.length,
    vocabularyDigest: vocabulary.digest,
    coverage: coverageByKind(lists, vocabulary),
    createdAt: context.now().toISOString(),
  }
  const embedding = insertEmbedding(library.database, noted, trackIds)
  context.emit({ type: 'changed', topics: ['embeddings'] })
  return embedding
}

/** How much of the texts of each kind a vocabulary covers. */
export function coverageByKind(lists: TokenLists, vocabulary: Vocabulary): CoverageByKind {
  return Object.fromEntries([...lists].map(([kind, texts]) => [kind, coverageOf(texts, vocabulary)]))
}

/**
 * The tokens of the library's texts; kinds that it has no texts of are left out.
 * @throws Failure `nothing-to-do` when there are none; the signal's reason when cancelled
 */
export async function tokenLists(
  context: ServiceContext,
  library: Library,
  kinds: readonly TextKind[],
  job: Pick<JobHandle, 'signal' | 'progress'>,
  extras: TokenExtras = {},
): Promise<TokenLists> {
  const tools = createTextTools(context.resourcesDirectory)
  const lists = new Map<TextKind, string[][]>()
  for (const kind of kinds) {
    const bodies = textBodies(library.database, kind)
    const texts: string[][] = []
    for (const [index, { body, tokens }] of bodies.entries()) {
      job.signal.throwIfAborted()
      texts.push(tools.tokensOf(tokens ? tokens.join(' ') : body, kind, extras))
      if (index % textsBetweenPauses > 0) continue
      job.progress({ done: index, total: bodies.length, message: `Tokens of the ${kind}` })
      await new Promise((resolve) => setImmediate(resolve))
    }
    if (texts.length > 0) lists.set(kind, texts)
  }
  if ([...lists.values()].flat().some((tokens) => tokens.length > 0)) return lists
  return fail('nothing-to-do', `The library has no ${kinds.join(' or ')} with words in them.`, 'Import lyrics or comments first.')
}

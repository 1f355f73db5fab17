import { readFile, rm } from 'node:fs/promises'
import type { Handlers, HandlerArgument } from '@shared/contract/channels'
import type { CoverageByKind, Embedding, embeddingChannels } from '@shared/contract/embeddings'
import type { StartedJob } from '@shared/contract/jobs'
import { fail } from '@shared/domain/failure'
import type { JobHandle, JobOutcome } from '../../jobs/job-table'
import { decodeSafetensors } from '../../network/safetensors'
import type { ServiceContext } from '../../service-context'
import { deleteEmbedding, embeddingWithId, listEmbeddings } from '../../store/embeddings'
import { nearestWords, type Neighbour } from '../../text/neighbours'
import { readVocabulary } from '../../text/vocabulary'
import { embeddingFiles, embeddingTensor } from './embedding-folder'
import { importEmbedding } from './import-embedding'
import { coverageByKind, learnEmbedding, tokenLists } from './make-embedding'

/** Answers the channels of word vectors. */
export function createEmbeddingHandlers(context: ServiceContext): Handlers<keyof typeof embeddingChannels> {
  return {
    'embeddings.list': () => listEmbeddings(context.library().database),
    'embeddings.train': (request) =>
      startJob(context, 'Learn word vectors', (job) => learnEmbedding(context, context.library(), request, job)),
    'embeddings.import': (request) =>
      startJob(context, 'Import word vectors', (job) => importEmbedding(context, context.library(), request, job)),
    'embeddings.neighbours': (request) => neighbours(context, request),
    'embeddings.coverage': ({ embeddingId }) => presentCoverage(context, embeddingId),
    'embeddings.delete': async ({ embeddingId }) => {
      await removeEmbedding(context, embeddingId)
      return null
    },
  }
}

function startJob(context: ServiceContext, title: string, work: (job: JobHandle) => Promise<Embedding>): StartedJob {
  context.library()
  const { id } = context.jobs.start({ kind: 'embedding', title }, async (job) => outcomeOf(await work(job)))
  return { jobId: id }
}

function outcomeOf(embedding: Embedding): JobOutcome {
  const shares = Object.entries(embedding.coverage).map(
    ([kind, { tokens, coveredTokens }]) => `${tokens === 0 ? 0 : Math.round((100 * coveredTokens) / tokens)} % of the ${kind}`,
  )
  return {
    summary: [
      `“${embedding.name}”: ${embedding.words} words of ${embedding.size} numbers; they cover ${shares.join(' and ')}`,
      ...fewWordsNote(embedding),
    ].join('. '),
    value: embedding,
  }
}

/** Vectors of fewer running words than this know topics rather than moods. */
const enoughTokens = 100_000

function fewWordsNote({ origin, coverage }: Embedding): string[] {
  const tokens = Object.values(coverage).reduce((sum, one) => sum + one.tokens, 0)
  if (origin === 'imported' || tokens >= enoughTokens) return []
  return [`They were learnt from ${tokens} running words only: too few to distinguish moods well; imported vectors know more`]
}

/** Words that own texts use less often than this have no vector that says anything, and are not listed as anybody's neighbour. */
const fewestOccurrences = 5

async function neighbours(
  context: ServiceContext,
  { embeddingId, word, count }: HandlerArgument<'embeddings.neighbours'>,
): Promise<Neighbour[]> {
  const library = context.library()
  const { size, origin } = embeddingWithId(library.database, embeddingId)
  const { vectorsPath, vocabularyPath } = embeddingFiles(library, embeddingId)
  const { data } = embeddingTensor(decodeSafetensors(await readFile(vectorsPath), vectorsPath).weights, vectorsPath)
  // Imported vectors were learnt from other texts than the library's.
  const fewest = origin === 'trained' ? fewestOccurrences : 0
  return nearestWords(word, readVocabulary(vocabularyPath), data, size, count, fewest)
}

async function presentCoverage(context: ServiceContext, embeddingId: number): Promise<CoverageByKind> {
  const library = context.library()
  const { kinds } = embeddingWithId(library.database, embeddingId)
  const silent = { signal: new AbortController().signal, progress: () => undefined }
  const vocabulary = readVocabulary(embeddingFiles(library, embeddingId).vocabularyPath)
  return coverageByKind(await tokenLists(context, library, kinds, silent, vocabulary.extras), vocabulary)
}

/** Runs keep their own copy of vectors and vocabulary; only one that is being prepared still reads these. */
async function removeEmbedding(context: ServiceContext, embeddingId: number): Promise<void> {
  const library = context.library()
  const { name } = embeddingWithId(library.database, embeddingId)
  const busy = context.jobs.list().find(({ kind, state }) => state === 'running' && (kind === 'training' || kind === 'embedding'))
  if (busy) fail('forbidden', `The word vectors “${name}” may be in use by “${busy.title}”.`, 'Wait until it is done, or stop it first.')
  const { directory } = embeddingFiles(library, embeddingId)
  deleteEmbedding(library.database, embeddingId)
  context.emit({ type: 'changed', topics: ['embeddings'] })
  await rm(directory, { recursive: true, force: true })
}

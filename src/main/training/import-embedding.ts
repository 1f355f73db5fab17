import { mkdir, rm } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { TextKind } from '@shared/contract/common'
import type { Embedding } from '@shared/contract/embeddings'
import { writeAtomically } from '../audio/write-atomically'
import type { JobHandle } from '../jobs/job-table'
import { encodeSafetensors } from '../network/safetensors'
import type { ServiceContext } from '../service-context'
import { nextEmbeddingId } from '../store/embeddings'
import type { Library } from '../store/library'
import { readVectors, type WordVectors } from '../text/read-vectors'
import { buildVocabulary, type Vocabulary, vocabularyOf, writeVocabulary } from '../text/vocabulary'
import { embeddingFiles } from './embedding-folder'
import { noteEmbedding, tokenLists } from './make-embedding'

/**
 * Takes the vectors of the library's words from a word2vec or GloVe file, which is streamed, and keeps them in `embeddings/ID/`. Words that
 * the file does not have get no id.
 * @throws Failure `file-missing`, `file-invalid`; `nothing-to-do` when the library has no texts or the file none of their words
 */
export async function importEmbedding(context: ServiceContext, library: Library, request: { path: string; name?: string | undefined; kinds: readonly TextKind[] }, job: JobHandle): Promise<Embedding> {
  const lists = await tokenLists(context, library, request.kinds, job)
  const all = buildVocabulary([...lists.values()].flat())
  const onProgress = (progress: { done: number; total: number }): void => job.progress({ ...progress, message: `Reading ${basename(request.path)}` })
  const { vocabulary, vectors, size } = onlyFound(all, await readVectors(request.path, all, job.signal, onProgress))
  const id = nextEmbeddingId(library.database)
  const files = embeddingFiles(library, id)
  try {
    await mkdir(files.directory, { recursive: true })
    const table = new Map([['embedding', { dims: [vocabulary.words.length + 1, size], data: vectors }]])
    await writeAtomically(files.vectorsPath, encodeSafetensors(table, { vocabulary: vocabulary.digest }))
    writeVocabulary(files.vocabularyPath, vocabulary)
    const name = request.name ?? basename(request.path, extname(request.path))
    return noteEmbedding(context, library, lists, { id, size, name, origin: 'imported', settings: null, source: request.path })
  } catch (error) {
    await rm(files.directory, { recursive: true, force: true })
    throw error
  }
}

/** The words that have a vector, with the padding's zeros in row 0. */
function onlyFound({ words, counts }: Vocabulary, { vectors, size }: WordVectors): { vocabulary: Vocabulary; vectors: Float32Array; size: number } {
  const rowOf = (id: number): Float32Array => vectors.subarray(id * size, (id + 1) * size)
  const kept = words.flatMap((word, index) => (rowOf(index + 1).some((value) => value !== 0) ? [{ word, count: counts[index] ?? 0, row: rowOf(index + 1) }] : []))
  const table = new Float32Array((kept.length + 1) * size)
  for (const [index, { row }] of kept.entries()) table.set(row, (index + 1) * size)
  return { vocabulary: vocabularyOf(kept.map(({ word }) => word), kept.map(({ count }) => count)), vectors: table, size }
}

import { mkdir, rm, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { TextKind } from '@shared/domain/modality'
import type { Embedding } from '@shared/contract/embeddings'
import type { ImportVectorsPayload } from '@shared/contract/workers/import-vectors'
import { askWorker } from '../../jobs/ask-worker'
import type { JobHandle } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import type { Library } from '../../store/library'
import { buildVocabulary, writeVocabulary } from '../../text/vocabulary'
import { unfinishedEmbedding } from './embedding-folder'
import { noteEmbedding, tokenLists } from './make-embedding'

/** Which file, for whose words. */
export interface ImportRequest {
  readonly path: string
  readonly name?: string | undefined
  readonly kinds: readonly TextKind[]
}

/**
 * Takes the vectors of the library's words from a word2vec or GloVe file, which a worker streams, and keeps them in `embeddings/ID/`. Words
 * that the file does not have get no id.
 * @throws Failure `file-missing`, `file-invalid`; `nothing-to-do` when the library has no texts or the file none of their words;
 *   `cancelled`
 */
export async function importEmbedding(
  context: ServiceContext,
  library: Library,
  request: ImportRequest,
  job: JobHandle,
): Promise<Embedding> {
  await stat(request.path)
  const lists = await tokenLists(context, library, request.kinds, job)
  const { directory, vectorsPath, vocabularyPath } = unfinishedEmbedding(library)
  const payload: ImportVectorsPayload = { path: request.path, wantedPath: join(directory, 'wanted.json'), vectorsPath, vocabularyPath }
  try {
    await mkdir(directory, { recursive: true })
    writeVocabulary(payload.wantedPath, buildVocabulary([...lists.values()].flat()))
    const { size } = await askWorker(context.runWorker, 'import-vectors', { payload, onProgress: job.progress, signal: job.signal })
    const name = request.name ?? basename(request.path, extname(request.path))
    await rm(payload.wantedPath)
    const imported = { origin: 'imported', settings: null, source: request.path, trackIds: null } as const
    return noteEmbedding(context, library, lists, { directory, size, name, ...imported })
  } catch (error) {
    await rm(directory, { recursive: true, force: true })
    throw error
  }
}

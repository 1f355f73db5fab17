import { basename } from 'node:path'
import type { ImportVectorsPayload, ImportVectorsResult } from '@shared/contract/workers/import-vectors'
import type { Progress } from '@shared/contract/worker-messages'
import { writeFileAtomically } from '../files/write-atomically'
import { encodeSafetensors } from '../network/safetensors'
import { readVectors } from './read-vectors'
import { readVocabulary, vocabularyOf, writeVocabulary } from './vocabulary'

/** How the job speaks with the one who started it. */
export interface ImportVectorsContext {
  progress(progress: Progress): void
  readonly signal: AbortSignal
}

/**
 * Takes the vectors of a vocabulary's words from a file and writes them with the vocabulary of those that were found, in their order.
 * Memory holds the wanted words, their vectors and a few mebibytes of the file, whatever its length.
 * @throws Failure as `readVectors` and `readVocabulary`
 */
export async function importVectors(
  payload: ImportVectorsPayload,
  { progress, signal }: ImportVectorsContext,
): Promise<ImportVectorsResult> {
  const wanted = readVocabulary(payload.wantedPath)
  const message = `Reading ${basename(payload.path)}`
  const { size, rows } = await readVectors(payload.path, wanted, signal, (read) => progress({ ...read, message }))
  const ids = [...rows.keys()].sort((a, b) => a - b)
  const vocabulary = vocabularyOf(
    ids.map((id) => wanted.words[id - 1] ?? ''),
    ids.map((id) => wanted.counts[id - 1] ?? 0),
    wanted.extras,
  )
  const data = new Float32Array((ids.length + 1) * size)
  for (const [index, id] of ids.entries()) data.set(rows.get(id) ?? [], (index + 1) * size)
  const table = new Map([['embedding', { dims: [ids.length + 1, size], data }]])
  await writeFileAtomically(payload.vectorsPath, encodeSafetensors(table, { vocabulary: vocabulary.digest }))
  writeVocabulary(payload.vocabularyPath, vocabulary)
  return { words: ids.length, size }
}

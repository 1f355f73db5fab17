import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { fail } from '@shared/domain/failure'
import { stemOf } from './porter-stemmer'
import { createVectorParser, type VectorParser, type VectorSink } from './vector-file'
import type { Vocabulary } from './vocabulary'

/** Vectors of a vocabulary's words. */
export interface WordVectors {
  /** Numbers of a vector. */
  readonly size: number
  /** By id, each of shape [size]; the words that were not found are not there. */
  readonly rows: ReadonlyMap<number, Float32Array>
}

/** How well a word of the file fits a stem of the vocabulary. */
const fits = { no: 0, sameStem: 1, sameSpelling: 2 } as const

const chunkBytes = 1 << 20
const oneWord = /^\p{L}[\p{L}'-]*$/u

/**
 * Takes the vectors of a vocabulary's words from a word2vec (.bin, .txt) or GloVe (.txt) file, of any length: it is read once, a
 * mebibyte at a time. A stem gets the vector of the word that is spelt so, else of the first word in the file with this stem
 * (such files are sorted by frequency).
 * @param onProgress bytes read and bytes in all
 * @throws Failure `file-invalid` when it is no such file, ends too early, or its vectors differ in size; `nothing-to-do` when it has
 *   none of the words; the signal's reason when cancelled
 */
export async function readVectors(
  path: string,
  vocabulary: Vocabulary,
  signal?: AbortSignal,
  onProgress?: (progress: { done: number; total: number }) => void,
): Promise<WordVectors> {
  signal?.throwIfAborted()
  const total = (await stat(path)).size
  const taking = takeVectors(vocabulary)
  let parser: VectorParser | null = null
  let done = 0
  const stream: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: chunkBytes })
  for await (const bytes of stream) {
    signal?.throwIfAborted()
    parser ??= createVectorParser(bytes, path, taking.sink)
    parser.push(bytes)
    done += bytes.length
    onProgress?.({ done, total })
  }
  if (!parser) return fail('file-invalid', `${path} is empty.`, 'Choose a word2vec (.bin, .txt) or GloVe (.txt) file.')
  parser.end()
  const result = taking.result()
  if (result.rows.size === 0)
    fail(
      'nothing-to-do',
      `${path} has none of the ${vocabulary.words.length} words of the texts.`,
      'Choose vectors in the language of the texts.',
    )
  return result
}

function takeVectors({ words, ids }: Vocabulary): { sink: VectorSink; result: () => WordVectors } {
  const quality = new Uint8Array(words.length + 1)
  const rows = new Map<number, Float32Array>()
  let size = 0
  const match = (word: string): { id: number; fit: number } => {
    const lower = word.toLowerCase()
    const exact = ids.get(lower)
    if (exact !== undefined) return { id: exact, fit: fits.sameSpelling }
    return { id: (oneWord.test(lower) ? ids.get(stemOf(lower)) : undefined) ?? 0, fit: fits.sameStem }
  }
  const sink: VectorSink = {
    begin: (numbers) => {
      size = numbers
    },
    wants: (word) => {
      const { id, fit } = match(word)
      return id > 0 && fit > (quality[id] ?? fits.no)
    },
    take: (word, vector) => {
      const { id, fit } = match(word)
      rows.set(id, vector.slice())
      quality[id] = fit
    },
  }
  return { sink, result: () => ({ size, rows }) }
}

import { join } from 'node:path'
import type { Word2VecPayload, Word2VecResult } from '@shared/contract/workers/word2vec'
import type { Progress } from '@shared/contract/worker-messages'
import { writeFileAtomically } from '../files/write-atomically'
import { encodeSafetensors } from '../network/safetensors'
import { buildVocabulary, type Vocabulary, writeVocabulary } from './vocabulary'
import { trainWord2Vec } from './word2vec'
import type { TokenCorpus, Word2VecProgress } from './word2vec-settings'
import { readSentences } from './word2vec-sentences'

/** How the job speaks with the one who started it. */
export interface Word2VecJobContext {
  progress(progress: Progress): void
  readonly signal: AbortSignal
}

/**
 * Learns the vectors of the words of a file of texts and writes them with their vocabulary.
 * @param threadEntry path of the built `word2vec-thread.js`
 * @throws Failure `nothing-to-do` when no word occurs often enough; `file-invalid` when a line is no list of tokens
 */
export async function learnEmbedding(
  payload: Word2VecPayload,
  threadEntry: string,
  { progress, signal }: Word2VecJobContext,
): Promise<Word2VecResult> {
  progress({ done: 0, total: 0, message: 'Counting words' })
  const vocabulary = buildVocabulary(readSentences(payload.sentencesPath), payload.minCount, payload)
  const corpus = encodeSentences(payload.sentencesPath, vocabulary)
  const startedAt = performance.now()
  const report = ({ done, total, wordsPerSecond }: Word2VecProgress): void =>
    progress({ done, total, message: `${Math.round(wordsPerSecond).toLocaleString('en')} words a second` })
  const vectors = await trainWord2Vec(corpus, payload, { threadEntry, signal, progress: report })
  const seconds = (performance.now() - startedAt) / 1000
  const [words, tokens] = [vocabulary.words.length, corpus.tokens.length]
  const embeddingPath = join(payload.outDirectory, 'embedding.safetensors')
  const vocabularyPath = payload.vocabularyPath ?? join(payload.outDirectory, 'vocabulary.json')
  const table = new Map([['embedding', { dims: [words + 1, payload.size], data: vectors }]])
  await writeFileAtomically(embeddingPath, encodeSafetensors(table, { vocabulary: vocabulary.digest }))
  writeVocabulary(vocabularyPath, vocabulary)
  return {
    words,
    size: payload.size,
    tokens,
    seconds,
    wordsPerSecond: (tokens * payload.epochs) / Math.max(seconds, 1e-3),
    embeddingPath,
    vocabularyPath,
  }
}

/** The texts as ids; words without an id are left out. */
function encodeSentences(path: string, { ids, counts }: Vocabulary): TokenCorpus {
  const tokens = new Int32Array(counts.reduce((sum, count) => sum + count, 0))
  const offsets = [0]
  let length = 0
  for (const sentence of readSentences(path)) {
    for (const token of sentence) {
      const id = ids.get(token)
      if (id === undefined) continue
      tokens[length] = id
      length += 1
    }
    offsets.push(length)
  }
  return { tokens, offsets: Int32Array.from(offsets), words: ids.size }
}

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Word2VecPayload, word2VecPayloadSchema, word2VecResultSchema } from '@shared/contract/workers/word2vec'
import type { Progress } from '@shared/contract/worker-messages'
import { createRandom } from '@shared/domain/random'
import { childProcessWorkers } from '@main/jobs/child-process-workers'
import { createRunWorker } from '@main/jobs/run-worker'
import { decodeSafetensors } from '@main/network/safetensors'
import { nearestWords } from '@main/text/neighbours'
import { readVocabulary } from '@main/text/vocabulary'
import { temporaryFolder } from '../../helpers/library'

const builtWorkers = fileURLToPath(new URL('../../../out/main/workers', import.meta.url))
const runWorker = createRunWorker(childProcessWorkers(builtWorkers))

const [topics, topicWords, commonWords, texts, textTokens] = [6, 12, 30, 360, 60]
const asked = Array.from({ length: topics * topicWords }, (_, index) => `t${Math.floor(index / topicWords)}w${index % topicWords}`)

/** Texts of one topic each; half of their words are common to all. */
function payloadOf(changes: Partial<Word2VecPayload>): Word2VecPayload {
  const folder = temporaryFolder()
  const random = createRandom(5)
  const word = (topic: number): string =>
    random.next() < 0.5 ? `common${random.integer(1, commonWords)}` : `t${topic}w${random.integer(0, topicWords - 1)}`
  const lines = Array.from({ length: texts }, (_, text) => JSON.stringify(Array.from({ length: textTokens }, () => word(text % topics))))
  writeFileSync(join(folder, 'texts.jsonl'), lines.join('\n'))
  return word2VecPayloadSchema.parse({
    sentencesPath: join(folder, 'texts.jsonl'),
    outDirectory: join(folder, 'out'),
    size: 40,
    epochs: 8,
    seed: 3,
    ...changes,
  })
}

/** Share of the five nearest words, of every word of a topic, that are of its own topic. */
async function ownTopicShare(threads: number): Promise<number> {
  const { embeddingPath, vocabularyPath, size } = word2VecResultSchema.parse(await runWorker('word2vec', payloadOf({ threads }), {}))
  const vectors = decodeSafetensors(readFileSync(embeddingPath), embeddingPath).weights.get('embedding')?.data ?? new Float32Array()
  const vocabulary = readVocabulary(vocabularyPath)
  const own = asked.flatMap((word) =>
    nearestWords(word, vocabulary, vectors, size, 5).filter((near) => near.word.split('w')[0] === word.split('w')[0]),
  )
  return own.length / (asked.length * 5)
}

describe.skipIf(!existsSync(join(builtWorkers, 'word2vec-thread.js')))('the built worker that learns word vectors', () => {
  it.each([1, 2, 4])('finds the words of a topic beside each other on %i threads', async (threads) => {
    // By chance it would be 1 in 10.
    expect(await ownTopicShare(threads)).toBeGreaterThan(0.95)
  })

  it('reports its progress and stops on all threads when cancelled', async () => {
    const abort = new AbortController()
    const progressSeen: Progress[] = []
    const onProgress = (progress: Progress): void => {
      progressSeen.push(progress)
      if (progress.done > 0) abort.abort()
    }
    await expect(
      runWorker('word2vec', payloadOf({ threads: 2, epochs: 1000, size: 300 }), { signal: abort.signal, onProgress }),
    ).rejects.toMatchObject({ code: 'cancelled' })
    expect(progressSeen.at(-1)?.message).toMatch(/words a second/)
  })
})

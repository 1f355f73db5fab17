import { describe, expect, it } from 'vitest'
import { createRandom } from '@shared/domain/random'
import { trainWord2Vec } from '@main/text/word2vec'
import type { TokenCorpus, Word2VecSettings } from '@main/text/word2vec-settings'

const settings: Word2VecSettings = { size: 20, window: 5, epochs: 5, negative: 5, threads: 1, seed: 7 }
const topicWords = 10

/** Texts that each keep to one of two topics: words 1 … 10 or 11 … 20. */
function twoTopics(texts = 400): TokenCorpus {
  const random = createRandom(3)
  const bodies = Array.from({ length: texts }, (_, text) =>
    Array.from({ length: 20 }, () => random.integer(1, topicWords) + (text % 2) * topicWords),
  )
  return corpus(bodies, 2 * topicWords)
}

function corpus(bodies: readonly (readonly number[])[], words: number): TokenCorpus {
  const offsets = [0]
  for (const body of bodies) offsets.push((offsets.at(-1) ?? 0) + body.length)
  return { tokens: Int32Array.from(bodies.flat()), offsets: Int32Array.from(offsets), words }
}

function cosine(vectors: Float32Array, size: number, first: number, second: number): number {
  const [a, b] = [first, second].map((word) => vectors.subarray(word * size, (word + 1) * size)) as [Float32Array, Float32Array]
  const dot = (x: Float32Array, y: Float32Array): number => x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}

/** Share of words whose nearest word is of their own topic. */
function ownTopicShare(vectors: Float32Array, size: number): number {
  const all = Array.from({ length: 2 * topicWords }, (_, index) => index + 1)
  const topicOf = (word: number): number => Math.floor((word - 1) / topicWords)
  const right = all.filter((word) => {
    const others = all.filter((other) => other !== word).map((other) => ({ other, similarity: cosine(vectors, size, word, other) }))
    const nearest = others.reduce((best, next) => (next.similarity > best.similarity ? next : best))
    return topicOf(nearest.other) === topicOf(word)
  })
  return right.length / all.length
}

describe('trainWord2Vec', () => {
  it('puts words of one topic beside each other', async () => {
    expect(ownTopicShare(await trainWord2Vec(twoTopics(), settings), settings.size)).toBe(1)
    expect(ownTopicShare(await trainWord2Vec(twoTopics(), { ...settings, epochs: 0 }), settings.size)).toBeLessThan(1)
  })

  it('repeats bit for bit for a seed, and differs for another', async () => {
    const [first, again, other] = [
      await trainWord2Vec(twoTopics(), settings),
      await trainWord2Vec(twoTopics(), settings),
      await trainWord2Vec(twoTopics(), { ...settings, seed: 8 }),
    ]
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
  })

  it.each([1, 3, 16, 37, 300])('gives finite vectors of %i numbers and zeros for the padding', async (size) => {
    const vectors = await trainWord2Vec(twoTopics(20), { ...settings, size })
    expect(vectors).toHaveLength((2 * topicWords + 1) * size)
    expect(vectors.subarray(0, size).every((value) => value === 0)).toBe(true)
    expect(vectors.every(Number.isFinite)).toBe(true)
    expect(vectors.subarray(size).some((value) => value === 0)).toBe(false)
  })

  it('reads frequent words less often when asked to', async () => {
    const read = await trainWord2Vec(twoTopics(50), settings)
    expect(await trainWord2Vec(twoTopics(50), { ...settings, subsampling: 1e-3 })).not.toEqual(read)
  })

  it('leaves a single word as it was drawn and refuses texts without words', async () => {
    expect(await trainWord2Vec(corpus([[1]], 1), settings)).toHaveLength(2 * settings.size)
    expect(await trainWord2Vec(corpus([[1], []], 2), settings)).toHaveLength(3 * settings.size)
    await expect(trainWord2Vec(corpus([[]], 0), settings)).rejects.toMatchObject({ code: 'nothing-to-do' })
  })

  it('reports its progress and stops when cancelled', async () => {
    const abort = new AbortController()
    const progress: number[] = []
    const training = trainWord2Vec(
      twoTopics(2000),
      { ...settings, size: 300, epochs: 1000 },
      {
        signal: abort.signal,
        progress: ({ done, total, wordsPerSecond }) => {
          progress.push(done / total)
          expect(wordsPerSecond).toBeGreaterThan(0)
          abort.abort(new Error('enough'))
        },
      },
    )
    await expect(training).rejects.toThrow('enough')
    expect(progress).toHaveLength(1)
    expect(progress[0]).toBeLessThan(1)
  })
})

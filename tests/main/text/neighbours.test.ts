import { expect, it } from 'vitest'
import { nearestWords } from '@main/text/neighbours'
import { buildVocabulary, vocabularyOf } from '@main/text/vocabulary'
import { trainWord2Vec } from '@main/text/word2vec'
import { createRandom } from '@shared/domain/random'

const vocabulary = vocabularyOf(['happi', 'joy', 'rain', 'night', 'lost'], [5, 4, 3, 2, 1])
const vectors = Float32Array.from([0, 0, 2, 0, 3, 3, 0, 1, -1, 0, 0, 0])

it('ranks by cosine, not by length, and leaves out the word itself and words without a vector', () => {
  const found = nearestWords('Happiness', vocabulary, vectors, 2, 10)
  expect(found.map(({ word }) => word)).toEqual(['joy', 'rain', 'night'])
  expect(found.map(({ similarity }) => Number(similarity.toFixed(6)))).toEqual([0.707107, 0, -1])
  expect(nearestWords('joy', vocabulary, vectors, 2, 1)).toHaveLength(1)
})

it('says when a word has no vector', () => {
  for (const word of ['unknown', 'lost', ''])
    expect(() => nearestWords(word, vocabulary, vectors, 2, 3)).toThrowError(expect.objectContaining({ code: 'not-found' }))
})

it('passes over words that are used too seldom, unless all are', () => {
  const near = (fewest: number): string[] => nearestWords('rain', vocabulary, vectors, 2, 10, fewest).map(({ word }) => word)
  expect(near(0)).toEqual(['joy', 'happi', 'night'])
  expect(near(3)).toEqual(['joy', 'happi'])
  expect(near(6)).toEqual(['joy', 'happi', 'night'])
})

const [topics, topicWords] = [4, 10]

/** Texts that keep to a topic each and hold one word that no other text has. */
function smallCorpus(texts: number): string[][] {
  const random = createRandom(5)
  return Array.from({ length: texts }, (_, text) => [
    ...Array.from({ length: 7 }, () => `topic${text % topics} ${random.integer(1, topicWords)}`),
    `once ${text}`,
  ])
}

it('lists words of a word’s own topic in a small corpus, where those that occur once lie nearer', async () => {
  const texts = smallCorpus(200)
  const known = buildVocabulary(texts)
  const tokens = texts.flat().map((word) => known.ids.get(word) ?? 0)
  const offsets = Int32Array.from({ length: texts.length + 1 }, (_, index) => index * 8)
  const settings = { size: 20, window: 7, epochs: 40, negative: 5, threads: 1, seed: 1 }
  const learnt = await trainWord2Vec({ tokens: Int32Array.from(tokens), offsets, words: known.words.length }, settings)
  const frequent = known.words.filter((word) => word.startsWith('topic'))
  const share = (fewest: number, belongs: (word: string, near: string) => boolean): number => {
    const pairs = frequent.flatMap((word) => nearestWords(word, known, learnt, 20, 5, fewest).map((near) => belongs(word, near.word)))
    return pairs.filter(Boolean).length / pairs.length
  }
  expect(share(0, (_word, near) => near.startsWith('once'))).toBeGreaterThan(0.5)
  expect(share(5, (word, near) => near.split(' ')[0] === word.split(' ')[0])).toBeGreaterThan(0.9)
})

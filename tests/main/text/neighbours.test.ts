import { expect, it } from 'vitest'
import { nearestWords } from '@main/text/neighbours'
import { vocabularyOf } from '@main/text/vocabulary'

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

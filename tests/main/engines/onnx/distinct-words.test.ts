import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distinctWords } from '@main/engines/onnx/distinct-words'

describe('the distinct words of a batch', () => {
  it('are each listed once, and give the batch back by their indices', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 }), (tokens) => {
        const { words, indices } = distinctWords(Int32Array.from(tokens), 10)
        expect(new Set(words).size).toBe(words.length)
        expect(Array.from(indices, (index) => words[index])).toEqual(tokens)
      }),
    )
  })
})

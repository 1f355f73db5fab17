import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countReplaced, markReplaced } from '@renderer/training/marked-words'

const marked = (original: string, varied: string): string[] =>
  markReplaced(original, varied)
    .filter(({ isOther }) => isOther)
    .map(({ text }) => text)

describe('a varied text beside its original', () => {
  it('has the words marked that stand in for others', () => {
    expect(marked('The sea is calm tonight.', 'The ocean is calm this evening.')).toEqual(['ocean', 'this', 'evening'])
  })

  it('has no mark for sentences in another order', () => {
    expect(marked('I walk alone.\nYou sleep now.', 'You sleep now.\nI wander alone.')).toEqual(['wander'])
  })

  it('keeps every character, and marks nothing in a text that is the same', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (original, varied) => {
        expect(
          markReplaced(original, varied)
            .map(({ text }) => text)
            .join(''),
        ).toBe(varied)
        expect(countReplaced(markReplaced(varied, varied))).toBe(0)
      }),
    )
  })
})

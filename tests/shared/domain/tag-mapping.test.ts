import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import lexicon from '../../../resources/lexicons/circumplex-27.json'
import stems from '../../../resources/emotion-stems.json'
import { mapTag, tagTokens } from '@shared/domain/tag-mapping'

const words = lexicon.words.map(({ word }) => word)

describe('the shipped stems', () => {
  it('cover the 27 emotion words of the lexicon', () => {
    expect(stems.words.map(({ word }) => word).sort()).toEqual([...words].sort())
    expect(words).toHaveLength(27)
  })

  it('map every emotion word to itself', () => {
    for (const word of words) expect([word, mapTag(word, stems)]).toEqual([word, word])
  })

  it.each([
    ['Chill-Out', 'calmness'],
    ['mellow', 'calmness'],
    ['so RELAXING!!', 'calmness'],
    ['feel good music', 'cheerfulness'],
    ['Happy', 'happiness'],
    ['melancholic', 'sadness'],
    ['hopeless', 'pessimism'],
    ['hopeful', 'optimism'],
    ['fearless', 'confidence'],
    ['angry', 'anger'],
    ['Love', 'romanticism'],
    ['love songs', 'romanticism'],
    ['heartbreak', 'grief'],
    ['sexy', 'erotic'],
    ['high energy', 'excitement'],
  ])('map %s to %s', (tag, word) => {
    expect(mapTag(tag, stems)).toBe(word)
  })

  it.each([
    'saddle',
    'red hot chili peppers',
    'chilly gonzales',
    'tangerine',
    'rage against the machine',
    'sex pistols',
    'not sad',
    "isn't happy",
    'i love this song',
    'happening',
    'comfortably numb',
    'rock',
    'instrumental',
    'seen live',
    '80s',
    'bloc party',
    'love it',
    'dream pop',
    'joy division',
    '',
    '!!!',
    '恋',
  ])('leave %s alone', (tag) => {
    expect(mapTag(tag, stems)).toBeNull()
  })
})

describe('the rule of matching', () => {
  const rule = {
    words: [
      { word: 'a', stems: ['sun', 'deep blue'] },
      { word: 'b', stems: ['sunset', 'rain$', '=storm', 'sky'] },
      { word: 'c', stems: ['sky'] },
    ],
    ignored: ['sunset strip'],
  }

  it('takes the longest entry, and the first of equal ones', () => {
    expect(mapTag('sunny', rule)).toBe('a')
    expect(mapTag('sunsets', rule)).toBe('b')
    expect(mapTag('sky', rule)).toBe('b')
    expect(mapTag('sunset strip', rule)).toBeNull()
  })

  it('honours the marks', () => {
    expect(mapTag('rain', rule)).toBe('b')
    expect(mapTag('rainbow', rule)).toBeNull()
    expect(mapTag('storm', rule)).toBe('b')
    expect(mapTag('desert storm', rule)).toBeNull()
    expect(mapTag('deep  BLUE!', rule)).toBe('a')
    expect(mapTag('blue deep', rule)).toBeNull()
  })

  it('answers any text with a listed word or null, whatever its case and punctuation', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (tag) => {
        const word = mapTag(tag, stems)
        expect(word === null || words.includes(word)).toBe(true)
        expect(mapTag(` ${tagTokens(tag).join(' - ')}.`, stems)).toBe(word)
      }),
    )
  })

  it('finds an emotion word among plain ones', () => {
    fc.assert(
      fc.property(fc.constantFrom(...words), fc.constantFrom('rock', 'piano', 'live', '90s'), (word, plain) => {
        expect(mapTag(`${plain} ${word.toUpperCase()}`, stems)).toBe(word)
        expect(mapTag(`not ${word}`, stems)).toBeNull()
      }),
    )
  })
})

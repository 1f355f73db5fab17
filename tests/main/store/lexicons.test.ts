import { describe, expect, it } from 'vitest'
import {
  activateLexicon,
  activeLexicon,
  coordinatesOf,
  insertLexicon,
  lexiconNamed,
  listLexicons,
  type NewLexicon,
  wordsOfLexicon,
} from '@main/store/lexicons'
import { createTestContext } from '../../helpers/service-context'

const lexicon = (name: string, words: NewLexicon['words'] = [{ word: 'calm', valence: 0.5, arousal: -0.5 }]): NewLexicon => ({
  name,
  source: 'test',
  licence: 'CC0',
  words,
  createdAt: '2026',
})

describe('lexicons', () => {
  it('of a new library are the shipped one, and a second does not push it aside', () => {
    const { database } = createTestContext().library
    expect(insertLexicon(database, lexicon('Mine'))).toMatchObject({ name: 'Mine', words: 1, active: false })
    expect(listLexicons(database).map(({ name, active }) => [name, active])).toEqual([
      ['Circumplex 27', true],
      ['Mine', false],
    ])
  })

  it('are active one at a time', () => {
    const { database } = createTestContext().library
    insertLexicon(database, lexicon('Mine'))
    expect(activateLexicon(database, 'Mine')).toMatchObject({ name: 'Mine', active: true })
    expect(listLexicons(database).filter(({ active }) => active)).toHaveLength(1)
    expect(() => activateLexicon(database, 'Nobody’s')).toThrow(
      expect.objectContaining({ code: 'not-found', hint: expect.stringContaining('“Circumplex 27”, “Mine”') }),
    )
    expect(activeLexicon(database)?.name).toBe('Mine')
  })

  it('keep their name for themselves; a refused one leaves no words behind', () => {
    const { database } = createTestContext().library
    const count = (): unknown => database.prepare('SELECT count(*) FROM lexicon_words').pluck().get()
    const before = count()
    expect(() => insertLexicon(database, lexicon('Circumplex 27'))).toThrow(expect.objectContaining({ code: 'already-exists' }))
    const outside = [
      { word: 'calm', valence: 0, arousal: 0 },
      { word: 'odd', valence: 1.5, arousal: 0 },
    ]
    expect(() => insertLexicon(database, lexicon('Wide', outside))).toThrow('CHECK')
    expect(count()).toBe(before)
    expect(() => lexiconNamed(database, 'Wide')).toThrow(expect.objectContaining({ code: 'not-found' }))
  })

  it('give coordinates of the words they hold only', () => {
    const { database } = createTestContext().library
    const { id } = insertLexicon(database, lexicon('Mine'))
    expect(coordinatesOf(database, id, ['calm', 'unknown', 'CALM'])).toEqual(
      new Map([['calm', { word: 'calm', valence: 0.5, arousal: -0.5 }]]),
    )
    expect(wordsOfLexicon(database, id)).toEqual([{ word: 'calm', valence: 0.5, arousal: -0.5 }])
  })
})

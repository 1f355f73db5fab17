import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lyricStructure } from '@main/text/lyric-structure'
import { partsOfSpeech, tagWords } from '@main/text/part-of-speech'
import { readWordLists } from '@main/text/word-lists'

const lists = readWordLists(join(import.meta.dirname, '../../../resources'))

describe('lyricStructure', () => {
  it('goes by headings', () => {
    expect(lyricStructure('[Verse]\nHello there\n\n[Chorus]\nLove me (x2)\n\n[Bridge]\nHello there', lists)).toEqual([
      { text: 'hello there', part: 'verse', repeated: false },
      { text: 'love me', part: 'chorus', repeated: false },
      { text: 'love me', part: 'chorus', repeated: true },
      { text: 'hello there', part: 'other', repeated: true },
    ])
  })

  it('finds the chorus by its return where no heading names one', () => {
    const parts = lyricStructure('one road\n\nsing it\nloud\n\ntwo roads\n\nSing it!\nLoud', lists).map(({ part }) => part)
    expect(parts).toEqual(['verse', 'chorus', 'chorus', 'verse', 'verse', 'verse'].with(4, 'chorus').with(5, 'chorus'))
  })

  it('finds nothing in a text without words', () => {
    for (const text of ['', '\n\n', '[Chorus]']) expect(lyricStructure(text, lists)).toEqual([])
  })
})

describe('tagWords', () => {
  it('recognises parts of speech by neighbours', () => {
    expect(tagWords('i am fishing for a red fish quickly'.split(' '))).toEqual([
      'pronoun',
      'verb',
      'verb',
      'preposition',
      'determiner',
      'adjective',
      'noun',
      'adverb',
    ])
    expect(tagWords([])).toEqual([])
  })

  it('answers one part for every word', () => {
    const words = ['love', "can't", '3', '!!!', 'österreich', 'xqzt']
    expect(tagWords(words)).toHaveLength(words.length)
    expect(tagWords(words).every((part) => partsOfSpeech.includes(part))).toBe(true)
  })
})

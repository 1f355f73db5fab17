import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText } from '@main/text/clean-text'
import { meaningfulWords, tokenise } from '@main/text/tokenise'
import { readWordLists } from '@main/text/word-lists'
import { writeLyrics } from '@main/sample/write-lyrics'
import { createRandom } from '@shared/domain/random'

const lists = readWordLists(join(import.meta.dirname, '../../../resources'))
const lines = (text: string): string[] => cleanText(text, 'lyrics', lists).split('\n')

describe('cleaning of lyrics', () => {
  it('expands short forms', () => {
    expect(lines("I'm sure she ain't gonna cry\nwon't you stay, 'cause he’d've gone\nsingin' the dogs' and Mary's song, y'all")).toEqual([
      'i am sure she is not gonna cry',
      'will not you stay because he would have gone',
      'singing the dogs and mary song you all',
    ])
  })

  it('writes repeated lines and parts out', () => {
    expect(lines('[Chorus]\nlove me (x2)\nhold me\n\n[Verse 1: Some Singer]\nroads are long\n\n[Chorus x2]')).toEqual(
      'love me|love me|hold me|roads are long|love me|love me|hold me|love me|love me|hold me'.split('|'),
    )
    expect(lines('one\ntwo\n(repeat)\n\nthree 3x\nrepeat chorus')).toEqual('one|two|one|two|three|three|three'.split('|'))
    expect(lines('Chorus:\nfall down\n\nso far\n\nRepeat chorus x2')).toEqual('fall down|so far|fall down|fall down'.split('|'))
  })

  it('takes singers, notes and credits away, and leaves what only looks like them', () => {
    expect(lines('Written by A. Name\nJohn & Mary: hello there\n[guitar solo]\nBridge over the water\n(ooh yeah)')).toEqual([
      'hello there',
      'bridge over the water',
      'ooh yeah',
    ])
  })

  it('ends at ten repetitions', () => {
    expect(lines('again x99')).toHaveLength(10)
  })
})

describe('tokens', () => {
  it('are the stems of meaningful words, slang among them', () => {
    expect(tokenise("I'm not happy, I was running alone — hmm, soooo lonely! 4u 2nite brrr xkcd", 'lyrics', lists)).toEqual([
      'not',
      'happi',
      'run',
      'alon',
      'hmm',
      'lone',
    ])
  })

  it('leave addresses and markup of comments out', () => {
    expect(tokenise('See <b>this</b> &amp; http://x.org/a: beautiful songs\n[Chorus] is my favourite', 'comments', lists)).toEqual([
      'see',
      'beauti',
      'song',
      'choru',
      'favourit',
    ])
  })

  it('are none for texts without words', () => {
    for (const text of ['', '  \n\t', '123 456', '[Chorus]', '!!!', 'I am']) expect(tokenise(text, 'lyrics', lists)).toEqual([])
    expect(tokenise('love', 'lyrics', lists)).toEqual(['love'])
  })

  it('are never empty, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.constantFrom('lyrics' as const, 'comments' as const),
        (text, kind) => {
          expect(tokenise(text, kind, lists).every((token) => token !== '' && !/\s/u.test(token))).toBe(true)
        },
      ),
    )
  })

  it('carry parts of speech and structure when asked to', () => {
    const text = '[Verse]\nI love the long roads\n\n[Chorus]\nMy love is gone (x2)\n(x2)'
    expect(tokenise(text, 'lyrics', lists, { partOfSpeech: true })).toEqual(
      'love/verb long/adjective road/noun love/noun gone/verb love/noun gone/verb love/noun gone/verb love/noun gone/verb'.split(' '),
    )
    expect(tokenise(text, 'lyrics', lists, { structure: true })).toEqual(
      '[verse] love long road [chorus] love gone [repeated] love gone [repeated] love gone [repeated] love gone'.split(' '),
    )
    expect(tokenise('I love it', 'comments', lists, { partOfSpeech: true, structure: true })).toEqual(['love/verb'])
    expect(tokenise('', 'lyrics', lists, { partOfSpeech: true, structure: true })).toEqual([])
  })

  it('come to an end on long and strange texts', () => {
    for (const piece of ['a', '[', '(', '(x2) ', ' ', '\u0301', "'", '<', 'A. ', 'x2', 'love@', '}]', '!', 'repeat ']) {
      for (const kind of ['lyrics', 'comments'] as const) expect(Array.isArray(tokenise(piece.repeat(50_000), kind, lists))).toBe(true)
    }
  })

  it('keep the words of the sample lyrics with their choruses', () => {
    const text = writeLyrics({ valence: 0.8, arousal: 0.7 }, createRandom(1))
    const words = meaningfulWords(cleanText(text, 'lyrics', lists), lists)
    expect(words.length).toBeGreaterThan(50)
    expect(words).not.toContain('chorus')
    expect(words).not.toContain('verse')
  })
})

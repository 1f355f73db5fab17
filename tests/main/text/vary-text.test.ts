import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replaceWithSynonyms } from '@main/text/synonyms'
import { reorderSentences, varyText } from '@main/text/vary-text'
import { readWordLists } from '@main/text/word-lists'
import { openWordNet } from '@main/text/wordnet'

const lists = readWordLists(join(import.meta.dirname, '../../../resources'))
const wordnet = openWordNet()

describe('WordNet', () => {
  it('gives the first other lemma of the first synset, nouns first', () => {
    const words = ['car', 'sadness', 'happy', 'run', 'quickly', 'beautiful', 'dogs', 'loved', 'zymurgy', 'entity']
    expect(words.map((word) => wordnet.synonymOf(word))).toEqual([
      'auto',
      'unhappiness',
      null,
      'tally',
      'rapidly',
      null,
      'domestic dog',
      null,
      'zymology',
      null,
    ])
  })

  it('takes no name and no figure for a synonym', () => {
    expect(['tell', 'grey', 'one'].map((word) => wordnet.synonymOf(word))).toEqual(['state', 'gray', 'ace'])
  })

  it('knows no synonym of what is no word', () => {
    for (const word of ['', ' ', 'xqzt', 'zzzzzz', '!', '1 2']) expect(wordnet.synonymOf(word)).toBeNull()
  })

  it('says what is missing', () => {
    expect(() => openWordNet('/nowhere').synonymOf('car')).toThrow(/WordNet cannot be read/u)
  })
})

describe('replaceWithSynonyms', () => {
  const words = 'car sadness happiness journey music road fear anger'.split(' ')

  it('replaces the share that is asked for, by seed', () => {
    const changed = (share: number, seed: number): string[] =>
      replaceWithSynonyms(words, { share, seed }, wordnet).filter((word, index) => word !== words[index])
    expect(changed(0, 1)).toEqual([])
    expect(changed(0.25, 1)).toHaveLength(2)
    expect(changed(0.25, 1)).toEqual(changed(0.25, 1))
    expect(new Set([1, 2, 3, 4, 5].map((seed) => changed(0.25, seed).join())).size).toBeGreaterThan(1)
    expect(replaceWithSynonyms([], { share: 1, seed: 1 }, wordnet)).toEqual([])
  })
})

describe('varyText', () => {
  const text = '[Chorus: A car]\nThe Car was on a journey (x2)\n\nBridge:\nOh sadness is a road'

  it('keeps headings, marks, layout and capitals', () => {
    expect(varyText(text, { synonymShare: 1, reorderSentences: false }, 1, lists, wordnet)).toBe(
      '[Chorus: A car]\nThe Auto was on a journeying (x2)\n\nBridge:\nOh unhappiness is a route',
    )
    expect(varyText(text, { synonymShare: 0, reorderSentences: false }, 1, lists, wordnet)).toBe(text)
    expect(varyText('', { synonymShare: 1, reorderSentences: true }, 1, lists, wordnet)).toBe('')
  })

  it('reorders sentences and lines, and loses none', () => {
    expect(reorderSentences('One is. Two is! Three is? Four', 3)).not.toBe('One is. Two is! Three is? Four')
    const sorted = (varied: string): string[] => varied.split(/\s/u).sort()
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('one.', 'two lines', '', '[Chorus]', 'three! four'), { minLength: 1, maxLength: 12 }),
        fc.integer(),
        (lines, seed) => {
          const before = lines.join('\n')
          const after = reorderSentences(before, seed)
          expect(sorted(after)).toEqual(sorted(before))
          expect(after.split('\n').map((line) => line === '[Chorus]')).toEqual(lines.map((line) => line === '[Chorus]'))
        },
      ),
    )
  })
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { buildVocabulary, coverageOf, encodeTokens, readVocabulary, writeVocabulary } from '@main/text/vocabulary'

const folder = mkdtempSync(join(tmpdir(), 'circumplex-vocabulary-'))
afterAll(() => rmSync(folder, { recursive: true }))
const texts = [['b', 'a', 'c'], ['a', 'b'], ['a'], []]

describe('vocabulary', () => {
  it('orders words by count, then by word, and leaves rare ones out', () => {
    expect(buildVocabulary(texts)).toMatchObject({ words: ['a', 'b', 'c'], counts: [3, 2, 1] })
    expect(buildVocabulary([['z', 'y', 'z', 'y', 'x']], 2).words).toEqual(['y', 'z'])
  })

  it('encodes to 500 ids of its own, zeros behind', () => {
    const vocabulary = buildVocabulary(texts)
    expect([...encodeTokens(['c', 'unknown', 'a'], vocabulary).slice(0, 4)]).toEqual([3, 1, 0, 0])
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 1200 }), (tokens) => {
        const encoded = encodeTokens(tokens, vocabulary)
        const known = Math.min(500, tokens.filter((token) => token !== 'd').length)
        expect(encoded).toHaveLength(500)
        expect(encoded.every((id, at) => (at < known ? id >= 1 && id <= 3 : id === 0))).toBe(true)
      }),
    )
  })

  it('says what it covers', () => {
    expect(coverageOf([['a', 'x'], ['x'], []], buildVocabulary(texts))).toEqual({
      texts: 3,
      tokens: 3,
      coveredTokens: 1,
      uncoveredTexts: 2,
    })
  })

  it('is written, read, and refused when changed', () => {
    const path = join(folder, 'vocabulary.json')
    const vocabulary = buildVocabulary(texts, 1, { partOfSpeech: true })
    writeVocabulary(path, vocabulary)
    expect(readVocabulary(path)).toEqual(vocabulary)
    writeFileSync(path, readFileSync(path, 'utf8').replace('"c"', '"d"'))
    expect(() => readVocabulary(path)).toThrow(/digest/u)
    writeFileSync(path, '[]')
    expect(() => readVocabulary(path)).toThrow(/no sound vocabulary/u)
  })
})

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stemOf } from '@main/text/porter-stemmer'

const golden = readFileSync(new URL('../../fixtures/text/porter-stems.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split(' ') as [string, string])

describe('stemOf', () => {
  it('equals NLTK’s original algorithm on the golden words', () => {
    expect(golden.length).toBeGreaterThan(5000)
    expect(golden.filter(([word, stem]) => stemOf(word) !== stem)).toEqual([])
  })

  it('is Porter of 1980, not one of its later variants', () => {
    expect(['skies', 'dying', 'enjoy', 'possibly', 'news', 'a', 's'].map(stemOf)).toEqual([
      'ski',
      'dy',
      'enjoi',
      'possibli',
      'new',
      'a',
      '',
    ])
  })

  it('takes upper case as lower case and any text without failing', () => {
    expect(stemOf('Relational')).toBe('relat')
    fc.assert(fc.property(fc.string(), (word) => stemOf(word).length <= word.toLowerCase().length + 1))
  })
})

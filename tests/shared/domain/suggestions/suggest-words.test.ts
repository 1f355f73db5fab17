import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stemOf } from '@main/text/porter-stemmer'
import stems from '../../../../resources/emotion-stems.json'
import { mapTagsByHand, mergeWords } from '@shared/domain/edit-mapping'
import { editDistance } from '@shared/domain/suggestions/edit-distance'
import { type CarriedTag, suggestWords } from '@shared/domain/suggestions/suggest-words'
import type { TagMapping } from '@shared/domain/word-mapping'

const shipped: TagMapping = { stems, tags: [], words: [] }
const alone = (tag: string, tracks = 1): CarriedTag => ({ tag, tracks, count: tracks, tracksWithWord: new Map() })
const suggest = (tags: readonly CarriedTag[], mapping = shipped) =>
  suggestWords(tags, { mapping, stemOf, tracksOfWord: new Map([['sadness', 20]]), trackCount: 100 })
const wordOf = (tag: string) => suggest([alone(tag)])[0]?.word

describe('suggested words', () => {
  it.each([
    ['calmed', 'calmness', 'stem'],
    ['hapiness', 'happiness', 'spelling'],
    ['Melancoly', 'sadness', 'spelling'],
    ['agressive', 'aggressiveness', 'spelling'],
    ['exictement', 'excitement', 'spelling'],
  ])('are for %s %s, by %s', (tag, word, reason) => {
    expect(suggest([alone(tag)])).toMatchObject([{ tag, word, reason }])
  })

  it.each(['rock', 'seen live', 'happy', 'not hapiness', 'joy division', 'angel', 'saddle', '80s', '恋', 'rage against the machine'])(
    'are none for %s',
    (tag) => {
      expect(wordOf(tag)).toBeUndefined()
    },
  )

  it('say why, and count the part of the tag that speaks for the word', () => {
    const [whole] = suggest([alone('hapiness')])
    expect(whole).toMatchObject({ evidence: '“hapiness” is one letter away from “happiness”', strength: 0.8 })
    const [part] = suggest([alone('hapiness disco')])
    expect(part?.strength).toBeCloseTo((0.8 * 8) / 13, 12)
    expect(suggest([alone('hapiness and many other things')])).toEqual([])
  })

  it('come from the company of the tag where many of its tracks carry a word', () => {
    const tag = { tag: 'rainy', tracks: 20, count: 40, tracksWithWord: new Map([['sadness', 17]]) }
    expect(suggest([tag])).toMatchObject([
      { word: 'sadness', reason: 'company', evidence: '17 of its 20 tracks carry sadness, of all tracks 20 in 100' },
    ])
    expect(suggest([{ ...tag, tracksWithWord: new Map([['sadness', 8]]) }])).toEqual([])
    expect(suggest([{ ...tag, tracks: 9, tracksWithWord: new Map([['sadness', 9]]) }])).toEqual([])
  })

  it('name the word that another was merged into, and leave alone what people decided', () => {
    expect(suggest([alone('calmed')], mergeWords(shipped, 'calmness', 'comfort'))).toMatchObject([{ word: 'comfort' }])
    expect(suggest([alone('calmed')], mapTagsByHand(shipped, [{ tag: 'calmed', word: null }]))).toEqual([])
  })

  it('do not depend on the order of the tags, and end once they are taken', () => {
    const names = ['calmed', 'hapiness', 'rock', 'melancoly', 'agressive song', 'exictement', 'saddens']
    const tags = fc.shuffledSubarray(names).chain((own) => fc.tuple(...own.map((tag) => fc.nat(50).map((tracks) => alone(tag, tracks)))))
    fc.assert(
      fc.property(tags, (own) => {
        const found = suggest(own)
        expect(suggest([...own].reverse())).toEqual(found)
        expect(suggest(own, mapTagsByHand(shipped, found))).toEqual([])
        expect(found.map(({ tracks }) => tracks)).toEqual(found.map(({ tracks }) => tracks).sort((one, other) => other - one))
      }),
    )
  })
})

describe('the distance of two texts', () => {
  it.each([
    ['', '', 0],
    ['calm', 'calm', 0],
    ['clam', 'calm', 1],
    ['happy', 'hapy', 1],
    ['kitten', 'sitting', 3],
    ['', 'joy', 3],
  ])('%s to %s is %d', (one, other, distance) => {
    expect(editDistance(one, other)).toBe(distance)
  })

  it('is the same both ways, 0 only for equal texts, and above the limit where it is larger', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
    fc.assert(
      fc.property(text, text, fc.nat(4), (one, other, limit) => {
        const distance = editDistance(one, other)
        expect(editDistance(other, one)).toBe(distance)
        expect(distance === 0).toBe(one === other)
        expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length))
        const limited = editDistance(one, other, limit)
        expect(distance <= limit ? limited === distance : limited > limit).toBe(true)
      }),
    )
  })
})

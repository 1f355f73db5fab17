import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkMapping, joinMappings, mapTagsByHand, mergeWords, renameWord, restoreWord, unmapTags } from '@shared/domain/edit-mapping'
import { cycleOf, mapperOf, presentWords, type TagMapping, wordResolver } from '@shared/domain/word-mapping'

const stems = {
  words: ['calmness', 'sadness', 'anger', 'grief', 'joy'].map((word) => ({ word, stems: [word.slice(0, 4)] })),
  ignored: ['joy division'],
}
const none: TagMapping = { stems, tags: [], words: [] }
const unknown = (): boolean => false
const map = (mapping: TagMapping, ...tags: string[]) => tags.map(mapperOf(mapping))

describe('a mapping by hand', () => {
  it('wins over the stems, for exactly that tag, until it is taken back', () => {
    const mapped = mapTagsByHand(none, [
      { tag: 'Calm Storm', word: 'anger' },
      { tag: 'joyful', word: null },
      { tag: 'tears', word: 'sadness' },
    ])
    const tags = ['Calm Storm', 'calm storm', 'joyful', 'tears', 'joy division']
    expect(map(mapped, ...tags)).toEqual(['anger', 'calmness', null, 'sadness', null])
    expect(map(unmapTags(mapped, ['joyful', 'Calm Storm']), ...tags)).toEqual(['calmness', 'calmness', 'joy', 'sadness', null])
  })

  it('follows words that are merged, also those that stems and other merges lead to', () => {
    const merged = mergeWords(mergeWords(mapTagsByHand(none, [{ tag: 'tears', word: 'grief' }]), 'grief', 'sadness'), 'sadness', 'anger')
    expect(map(merged, 'tears', 'griefs', 'sadness', 'joyful')).toEqual(['anger', 'anger', 'anger', 'joy'])
    expect(presentWords(merged)).toEqual(['calmness', 'anger', 'joy'])
    expect(map(restoreWord(merged, 'sadness'), 'tears', 'sadness')).toEqual(['sadness', 'sadness'])
  })

  it('renames a word with all that leads to it, again and back', () => {
    const start = mergeWords(mapTagsByHand(none, [{ tag: 'tears', word: 'sadness' }]), 'grief', 'sadness')
    const once = renameWord(start, 'sadness', 'sorrow')
    expect(map(once, 'tears', 'griefs', 'sadness')).toEqual(['sorrow', 'sorrow', 'sorrow'])
    const twice = renameWord(once, 'sorrow', 'woe')
    expect(twice.words).toEqual([
      { word: 'grief', into: 'woe', change: 'merge' },
      { word: 'sadness', into: 'woe', change: 'rename', earlier: ['sorrow'] },
    ])
    expect(renameWord(twice, 'woe', 'sadness')).toEqual(start)
    expect(restoreWord(twice, 'woe')).toEqual(start)
    expect(restoreWord(twice, 'sadness')).toEqual(start)
  })
})

describe('what a mapping refuses', () => {
  const check = (mapping: TagMapping) => () => checkMapping(mapping, (word) => word === 'nostalgia')

  it('is a cycle, which it shows', () => {
    const cycle = mergeWords(mergeWords(mergeWords(none, 'anger', 'grief'), 'grief', 'joy'), 'joy', 'anger')
    expect(check(cycle)).toThrow('must not lead in a circle: anger → grief → joy → anger')
    expect(check(mergeWords(none, 'joy', 'joy'))).toThrow('joy → joy')
    expect(map(cycle, 'angers')).toEqual(['anger'])
  })

  it('is an unknown word, also as a target; words of the lexicon are known', () => {
    expect(check(mapTagsByHand(none, [{ tag: 'home', word: 'nostalgia' }]))).not.toThrow()
    expect(check(mapTagsByHand(none, [{ tag: 'home', word: 'saudade' }]))).toThrow('“saudade”')
    expect(check(mergeWords(none, 'joy', 'saudade'))).toThrow('“saudade”')
    expect(check(mergeWords(none, 'saudade', 'joy'))).toThrow('There is no emotion word “saudade”')
  })

  it('is the name of another word, or one name for two', () => {
    expect(check(renameWord(none, 'joy', 'anger'))).toThrow('that is another word already')
    const twice = renameWord(renameWord(none, 'joy', 'glee'), 'calmness', 'glee')
    expect(check(twice)).toThrow('cannot be called “glee”')
  })

  it('is to change a word that is gone', () => {
    const merged = mergeWords(none, 'grief', 'sadness')
    expect(() => mergeWords(merged, 'grief', 'joy')).toThrow('“grief” is no word any more: it was merged into “sadness”')
    expect(() => renameWord(renameWord(none, 'joy', 'glee'), 'joy', 'bliss')).toThrow('renamed to “glee”')
  })
})

const words = stems.words.map(({ word }) => word)
const tag = fc.constantFrom('calm', 'sad song', 'joy division', 'tears', 'rage', 'home')
const name = fc.constantFrom(...words, 'glee', 'sorrow')
type Edit = (mapping: TagMapping) => TagMapping
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(tag, fc.option(name)).map(
    ([own, word]): Edit =>
      (mapping) =>
        mapTagsByHand(mapping, [{ tag: own, word }]),
  ),
  tag.map(
    (own): Edit =>
      (mapping) =>
        unmapTags(mapping, [own]),
  ),
  fc.tuple(name, name).map(
    ([own, into]): Edit =>
      (mapping) =>
        mergeWords(mapping, own, into),
  ),
  fc.tuple(name, name).map(
    ([own, into]): Edit =>
      (mapping) =>
        renameWord(mapping, own, into),
  ),
  name.map(
    (own): Edit =>
      (mapping) =>
        restoreWord(mapping, own),
  ),
)

/** Edits as the program makes them: one that the check refuses changes nothing. */
function edited(edits: readonly Edit[]): TagMapping {
  return edits.reduce((mapping, own) => {
    try {
      const next = own(mapping)
      checkMapping(next, unknown)
      return next
    } catch {
      return mapping
    }
  }, none)
}

const mapping = fc.array(edit, { maxLength: 12 }).map(edited)

describe('any sequence of edits', () => {
  it('leaves no cycle, and every tag with a present word or none', () => {
    fc.assert(
      fc.property(mapping, (own) => {
        expect(cycleOf(own.words)).toBeNull()
        const present = new Set(presentWords(own))
        for (const word of map(own, 'calm', 'sad song', 'joy division', 'tears', 'rage', 'home', ...words))
          expect(word === null || present.has(word)).toBe(true)
      }),
    )
  })

  it('resolves words idempotently, whatever the order of the changes', () => {
    fc.assert(
      fc.property(mapping, name, ({ words: changes }, word) => {
        const resolve = wordResolver(changes)
        expect(resolve(resolve(word))).toBe(resolve(word))
        expect(wordResolver([...changes].reverse())(word)).toBe(resolve(word))
      }),
    )
  })

  it('joined with itself or with nothing stays what it is', () => {
    fc.assert(
      fc.property(mapping, (own) => {
        expect(joinMappings(own, own)).toEqual(own)
        expect(joinMappings(none, own)).toEqual(own)
        expect(joinMappings(own, none)).toEqual(own)
      }),
    )
  })

  it('of merges finds a cycle exactly where following them never ends', () => {
    const change = fc.tuple(name, name).map(([word, into]) => ({ word, into, change: 'merge' as const }))
    fc.assert(
      fc.property(fc.uniqueArray(change, { selector: ({ word }) => word }), (changes) => {
        const into = new Map(changes.map((own) => [own.word, own.into]))
        const ends = (word: string): boolean => {
          let present: string | undefined = word
          for (let step = 0; step <= changes.length; step += 1) present = present === undefined ? undefined : into.get(present)
          return present === undefined
        }
        expect(cycleOf(changes) === null).toBe(changes.every(({ word }) => ends(word)))
      }),
    )
  })
})

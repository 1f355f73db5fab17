import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allTags, changedTags, hasTags, mostRunTags, runTag } from '@shared/domain/run-tags'

describe('tags of a run', () => {
  it('are short words without a comma, blanks at their ends removed', () => {
    expect(runTag('  first \n paper ')).toBe('first paper')
    for (const wrong of ['', '  ', 'a,b', 'x'.repeat(41)]) expect(() => runTag(wrong)).toThrow(/is no tag of a run/u)
  })

  it('are added and taken away without regard to capitals, and stand in alphabetical order', () => {
    expect(changedTags(['beta'], { add: ['Alpha', 'BETA', 'gamma'], remove: [] })).toEqual(['Alpha', 'beta', 'gamma'])
    expect(changedTags(['Alpha', 'beta'], { add: [], remove: ['ALPHA', 'unknown'] })).toEqual(['beta'])
    expect(changedTags(['draft'], { add: ['Draft'], remove: ['draft'] })).toEqual(['Draft'])
    expect(() => changedTags([], { add: Array.from({ length: mostRunTags + 1 }, (_, index) => `t${index}`), remove: [] })).toThrow(
      /31 tags/u,
    )
  })

  it('are all found by a search for any of them, and none twice', () => {
    const word = fc.stringMatching(/^[a-zA-Zé]{1,8}$/u)
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.array(word, { maxLength: 12 }), (one, other) => {
        const tags = changedTags(one.slice(0, 0), { add: [...one, ...other], remove: [] })
        expect(hasTags(tags, [...one, ...other])).toBe(true)
        expect(new Set(tags.map((tag) => tag.toLowerCase())).size).toBe(tags.length)
        expect(changedTags(tags, { add: [], remove: tags })).toEqual([])
        expect(allTags([{ tags: one }, { tags: other }])).toHaveLength(tags.length)
      }),
    )
  })
})

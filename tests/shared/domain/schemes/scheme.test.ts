import { describe, expect, it } from 'vitest'
import { schemeFileSchema, schemeSchema } from '@shared/contract/schemes'
import { publishedScheme } from '@shared/domain/schemes/published'
import { deriveByScheme, describeScheme, type Scheme, titleOfKind, wordsOfScheme } from '@shared/domain/schemes/scheme'
import { deriveWeighted } from '../../../helpers/schemes'
import { matrixOf } from '../../../helpers/tag-matrices'
import { words } from '../../../helpers/songs-of-words'

const weighed: Scheme = { kind: 'weights', name: 'Mine', weights: { joy: 0.5, calm: 1 }, minimumMass: 0, commentsShare: 0.5 }
const matrix = matrixOf(words, [{ joy: 2, grief: 1 }, { calm: 1 }], { comments: { 1: { valence: -0.4, arousal: 0 } } })

describe('a scheme', () => {
  it('derives by the rules of its kind', () => {
    expect(deriveByScheme(matrix, publishedScheme)).toEqual(deriveWeighted(matrix, {}))
    const { valence } = deriveByScheme(matrix, weighed)
    expect(valence[0]).toBeCloseTo(0, 12)
    expect(valence[1]).toBeCloseTo(0, 12)
  })

  it('names its kind, its words and what it does', () => {
    expect([titleOfKind(publishedScheme), wordsOfScheme(publishedScheme), describeScheme(publishedScheme)]).toEqual([
      'Published formula',
      [],
      'every word weighs 1',
    ])
    expect([titleOfKind(weighed), wordsOfScheme(weighed), describeScheme(weighed)]).toEqual([
      'Weights by hand',
      ['joy', 'calm'],
      'joy 0.5, comments 50 %',
    ])
    expect(describeScheme({ ...weighed, weights: { a: 0, b: 0, c: 0, d: 0, e: 2 }, minimumMass: 0, commentsShare: 0 })).toBe(
      'a 0, b 0, c 0 and 2 more',
    )
  })

  it('crosses processes as it is; of an unknown kind, or with weights beyond 2, it is refused', () => {
    for (const scheme of [publishedScheme, weighed]) expect(schemeSchema.parse(scheme)).toEqual(scheme)
    expect(schemeSchema.safeParse({ kind: 'guess', name: 'x' }).success).toBe(false)
    expect(schemeSchema.safeParse({ ...weighed, weights: { joy: 2.5 } }).success).toBe(false)
  })

  it('needs no kind in a file that weighs words', () => {
    expect(schemeFileSchema.parse({ name: 'Calm less', weights: { calmness: 0.3 } })).toEqual({
      kind: 'weights',
      name: 'Calm less',
      weights: { calmness: 0.3 },
      minimumMass: 0,
      commentsShare: 0,
    })
    expect(schemeFileSchema.parse(publishedScheme)).toEqual(publishedScheme)
  })
})

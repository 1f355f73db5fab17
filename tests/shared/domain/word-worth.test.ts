import { expect, it } from 'vitest'
import { noModifiers } from '@shared/domain/schemes/modifiers'
import { publishedScheme } from '@shared/domain/schemes/published'
import { wordWorth } from '@shared/domain/word-worth'
import { byHand } from '../../helpers/schemes'
import { matrixOf } from '../../helpers/tag-matrices'

const words = [
  { word: 'calmness', valence: 0.6, arousal: -0.8 },
  { word: 'anger', valence: -0.7, arousal: 0.8 },
  { word: 'zest', valence: null, arousal: null },
  { word: 'awe', valence: 0.1, arousal: 0.2 },
]
const matrix = matrixOf(words, [{ calmness: 6, anger: 2 }, { calmness: 3, zest: 9 }, { anger: 1 }])

it('of the published formula is 1 for every word that a track carries and the lexicon has', () => {
  expect([...wordWorth(matrix, publishedScheme)]).toEqual([1, 1, NaN, NaN])
})

it('is relative to the average tag', () => {
  // 9 tags at 0.5 and 3 at 1: the average tag counts 7.5 / 12.
  const worth = wordWorth(matrix, byHand({ calmness: 0.5 }))
  expect(worth[0]).toBeCloseTo(0.5 / 0.625, 12)
  expect(worth[1]).toBeCloseTo(1 / 0.625, 12)
})

it('takes damped counts as what they count', () => {
  const worth = wordWorth(matrix, { kind: 'damped', name: 'x', by: 'presence', ...noModifiers })
  expect((worth[0] ?? 0) / (worth[1] ?? 1)).toBeCloseTo(2 / 9 / (2 / 3), 12)
})

it('is nothing where the scheme leaves no tag', () => {
  expect([...wordWorth(matrix, byHand({ calmness: 0, anger: 0 }))]).toEqual([NaN, NaN, NaN, NaN])
})

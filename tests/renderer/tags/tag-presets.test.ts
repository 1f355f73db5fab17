import { expect, it } from 'vitest'
import { publishedDraft } from '@renderer/tags/edited-scheme'
import { dampedByMass, nameOfScheme, presets } from '@renderer/tags/tag-presets'
import { noModifiers } from '@shared/domain/schemes/modifiers'
import { wordStatistics } from '@shared/domain/tag-statistics'
import { moodWords, taggedSongs } from '../helpers/tagged-songs'
import { matrixOf } from '../../helpers/tag-matrices'
import { byHand } from '../../helpers/schemes'

const effects = wordStatistics(matrixOf(moodWords, taggedSongs))

it('leave out the heaviest word', () => {
  expect(presets[0]?.weights(effects)).toEqual({ calmness: 0 })
})

it('damp only what is heavier than the median, the heaviest most', () => {
  const weights = dampedByMass(effects)
  expect(Object.keys(weights)).toEqual(['calmness'])
  expect(weights.calmness).toBeCloseTo(Math.sqrt(6 / 20), 2)
})

it('are recognised by their weights; other schemes are named by what they change, and by what comments count', () => {
  expect(nameOfScheme(publishedDraft, effects)).toBe('Published formula')
  expect(nameOfScheme(byHand({}, { commentsShare: 0.35 }), effects)).toBe('Published formula, comments 35 %')
  expect(nameOfScheme(byHand({ calmness: 0 }, { minimumMass: 3 }), effects)).toBe('Leave out the heaviest word, at least 3 of tag mass')
  expect(nameOfScheme(byHand({ anger: 0.5, sadness: 0 }), effects)).toBe('anger 0.5, sadness 0')
  expect(nameOfScheme(byHand({ anger: 0.5 }, { commentsShare: 0.1 }), effects)).toBe('anger 0.5, comments 10 %')
  const occurrence = { kind: 'occurrence', name: 'x', measure: 'mass', exponent: 1, cap: 50, ...noModifiers } as const
  expect(nameOfScheme(occurrence, effects)).toBe('By occurrence 1')
  expect(nameOfScheme({ ...occurrence, weights: { calmness: 0 } }, effects)).toBe('By occurrence 1, calmness 0')
})

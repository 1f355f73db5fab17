import { expect, it } from 'vitest'
import { sameScheme, schemeFrom, slidersOf } from '@renderer/tags/edited-scheme'

it('the sliders stand for the published formula where nothing is changed, else for a scheme of weights', () => {
  expect(schemeFrom({ weights: { anger: 1 }, commentsShare: 0 }, 'As it was')).toEqual({ kind: 'published', name: 'As it was' })
  expect(schemeFrom({ weights: { anger: 1, calmness: 0.5 }, commentsShare: 0.2 }, 'Mine')).toEqual({
    kind: 'weights',
    name: 'Mine',
    weights: { calmness: 0.5 },
    commentsShare: 0.2,
  })
})

it('a committed scheme sets the sliders so that they stand for it', () => {
  const sliders = { weights: { calmness: 0.5 }, commentsShare: 0.2 }
  expect(slidersOf(schemeFrom(sliders, 'Mine'))).toEqual(sliders)
  expect(slidersOf({ kind: 'published', name: 'x' })).toEqual({ weights: {}, commentsShare: 0 })
})

it('schemes are distinguished by weights and by what comments count', () => {
  expect(sameScheme({ weights: { anger: 1 }, commentsShare: 0.2 }, { weights: {}, commentsShare: 0.2 })).toBe(true)
  expect(sameScheme({ weights: {}, commentsShare: 0.2 }, { weights: {}, commentsShare: 0 })).toBe(false)
  expect(sameScheme({ weights: { anger: 0.5 }, commentsShare: 0 }, { weights: {}, commentsShare: 0 })).toBe(false)
})

import { expect, it } from 'vitest'
import { draftOf, modify, publishedDraft, sameScheme, schemeFrom, weightsOf } from '@renderer/tags/edited-scheme'
import { byHand } from '../../helpers/schemes'

it('a draft in which nothing is changed is the published formula', () => {
  expect(schemeFrom(modify(publishedDraft, { weights: { anger: 1 } }), 'As it was')).toEqual({ kind: 'published', name: 'As it was' })
  expect(schemeFrom(modify(publishedDraft, { weights: { anger: 1, calmness: 0.5 }, commentsShare: 0.2 }), 'Mine')).toEqual(
    byHand({ calmness: 0.5 }, { commentsShare: 0.2 }, 'Mine'),
  )
})

it('a change by hand keeps the kind of the scheme and what else was changed', () => {
  const damped = { kind: 'damped', name: 'x', by: 'sqrt', weights: { anger: 0 }, minimumMass: 2, commentsShare: 0 } as const
  expect(modify(damped, { weights: { anger: 1, calmness: 0.5 } })).toEqual({ ...damped, name: 'Draft', weights: { calmness: 0.5 } })
})

it('a committed scheme becomes the draft that stands for it', () => {
  const committed = byHand({ calmness: 0.5 }, { commentsShare: 0.2 }, 'Mine')
  expect(schemeFrom(draftOf(committed), 'Mine')).toEqual(committed)
  expect(weightsOf(draftOf({ kind: 'published', name: 'x' }))).toEqual({})
})

it('schemes are distinguished by what they do, not by their names or the order of their entries', () => {
  expect(sameScheme(byHand({ anger: 1 }, { commentsShare: 0.2 }), byHand({}, { commentsShare: 0.2 }, 'Other'))).toBe(true)
  expect(sameScheme(byHand({}, { commentsShare: 0.2 }), byHand({}))).toBe(false)
  expect(sameScheme(byHand({ anger: 0.5 }), byHand({}))).toBe(false)
  const { kind, name, ...rest } = byHand({ anger: 0.5 })
  expect(sameScheme({ ...rest, name, kind }, byHand({ anger: 0.5 }))).toBe(true)
})

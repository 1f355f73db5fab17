import { expect, it } from 'vitest'
import { likelyPart, offeredParts } from '@renderer/prediction/export-choices'
import { numbered } from '@renderer/prediction/prediction-rows'

const all = numbered(
  ['a', 'b', 'c'].map((path) => ({
    path,
    externalId: null,
    trackId: null,
    title: path,
    valence: 0,
    arousal: 0,
    spread: null,
    startSeconds: 0,
    durationSeconds: 1,
    excerpts: 0,
  })),
)

it('offers only parts that have rows, and takes one selected row for one that was looked at', () => {
  expect(offeredParts({ all, shown: all, selected: [] })).toEqual(['all', 'shown'])
  expect(offeredParts({ all, shown: [], selected: [] })).toEqual(['all'])
  expect(likelyPart({ all, shown: all, selected: all.slice(0, 1) })).toBe('all')
  expect(likelyPart({ all, shown: all.slice(1), selected: [] })).toBe('shown')
  expect(likelyPart({ all, shown: all, selected: all.slice(0, 2) })).toBe('selected')
})

import { describe, expect, it } from 'vitest'
import { factOf, planeOfPreview, planesInTurn, sharedWith } from '@renderer/tags/tag-preview'
import { rankOfSource } from '@shared/domain/label'
import { labelMoves } from '@shared/domain/label-moves'
import { previewLabels } from '@shared/domain/label-preview'
import { publishedScheme } from '@shared/domain/schemes/published'
import type { TagMatrix } from '@shared/domain/tag-matrix'
import { wordStatistics } from '@shared/domain/tag-statistics'
import { moodWords, taggedSongs } from '../helpers/tagged-songs'
import { matrixOf } from '../../helpers/tag-matrices'

const matrix = matrixOf(moodWords, taggedSongs)
const withoutCalmness = { kind: 'weights', name: '', weights: { calmness: 0 }, minimumMass: 0, commentsShare: 0 } as const
const planesOf = (of: TagMatrix) => ({
  before: planeOfPreview(of, previewLabels(of, publishedScheme)),
  after: planeOfPreview(of, previewLabels(of, withoutCalmness)),
})

describe('a preview', () => {
  it('names what moves most first, and what loses its label last', () => {
    const { before, after } = planesOf(matrix)
    const moves = labelMoves({ trackIds: before.trackIds, before, after })
    expect(moves.map(({ trackId }) => trackId)).toEqual([4, 2, 1])
    expect(moves.at(-1)).toMatchObject({ trackId: 1, from: 4, to: null, distance: 0 })
    expect(moves[0]?.to).toBe(2)
  })

  it('moves no label that wins over tags, and draws each as its source: imported is not by people', () => {
    const point = { valence: 0.5, arousal: 0.5 }
    const { before, after } = planesOf(
      matrixOf(moodWords, taggedSongs, { fixed: { 0: { ...point, source: 'human' }, 1: { ...point, source: 'imported' } } }),
    )
    expect(labelMoves({ trackIds: before.trackIds, before, after: before })).toEqual([])
    expect(labelMoves({ trackIds: before.trackIds, before, after }).map(({ trackId }) => trackId)).toEqual([4])
    expect([...before.source]).toEqual([rankOfSource('human'), rankOfSource('imported'), rankOfSource('tags'), rankOfSource('tags')])
  })
})

it('counts with which words a word is carried', () => {
  expect(sharedWith(matrix, 'calmness', 5)).toEqual([
    { word: 'sadness', tracks: 1 },
    { word: 'anger', tracks: 1 },
  ])
})

it('states a fact with its numbers', () => {
  const calmness = wordStatistics(matrix).find(({ word }) => word === 'calmness')
  expect(calmness && factOf(calmness)).toBe('calmness: 69 % of tag mass; without it 2 of 2 tracks change quadrant')
})

it('makes planes in turn that hold what they show while the next is drawn', () => {
  const next = planesInTurn(matrix)
  const [published, without] = [previewLabels(matrix, publishedScheme), previewLabels(matrix, withoutCalmness)]
  const first = next(published)
  const second = next(without)
  expect(first).toEqual(planeOfPreview(matrix, published))
  expect(second).toEqual(planeOfPreview(matrix, without))
  expect(next(published)).not.toBe(first)
})

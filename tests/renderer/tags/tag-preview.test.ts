import { describe, expect, it } from 'vitest'
import { factOf, largestMoves, planeOfPlaces, sharedWith, sourcesOf } from '@renderer/tags/tag-preview'
import { dampedByMass, nameOfScheme, nameOfWeights, presets, sameScheme, sameWeights } from '@renderer/tags/tag-presets'
import { previewAll, wordStatistics } from '@shared/domain/tag-statistics'
import { matrixOf } from '../../helpers/tag-matrices'

const words = [
  { word: 'calmness', valence: 0.6, arousal: -0.8 },
  { word: 'sadness', valence: -0.9, arousal: -0.5 },
  { word: 'anger', valence: -0.7, arousal: 0.8 },
]
const matrix = matrixOf(words, [{ calmness: 10 }, { calmness: 6, sadness: 2 }, { sadness: 4, anger: 1 }, { calmness: 4, anger: 2 }])
const effects = wordStatistics(matrix)

describe('a preview', () => {
  it('names what moves most first, and what loses its label last', () => {
    const before = planeOfPlaces(matrix, previewAll(matrix, { weights: {} }), sourcesOf(matrix))
    const after = planeOfPlaces(matrix, previewAll(matrix, { weights: { calmness: 0 } }), sourcesOf(matrix))
    const moves = largestMoves(before, after, 10)
    expect(moves.map(({ trackId }) => trackId)).toEqual([4, 2, 1])
    expect(moves.at(-1)).toEqual({ trackId: 1, from: 4, to: null, distance: 0 })
    expect(moves[0]?.to).toBe(2)
  })

  it('moves nothing without a change and leaves human labels where they are', () => {
    const withHuman = {
      ...matrix,
      humanTrack: Uint8Array.of(1, 0, 0, 0),
      humanValence: Float32Array.of(0.5, NaN, NaN, NaN),
      humanArousal: Float32Array.of(0.5, NaN, NaN, NaN),
    }
    const before = planeOfPlaces(withHuman, previewAll(withHuman, { weights: {} }), sourcesOf(withHuman))
    expect(largestMoves(before, before, 10)).toEqual([])
    const after = planeOfPlaces(withHuman, previewAll(withHuman, { weights: { calmness: 0 } }), sourcesOf(withHuman))
    expect(largestMoves(before, after, 10).map(({ trackId }) => trackId)).not.toContain(1)
    expect([...before.source]).toEqual([1, 0, 0, 0])
  })
})

it('counts with which words a word is carried', () => {
  expect(sharedWith(matrix, 'calmness', 5)).toEqual([
    { word: 'sadness', tracks: 1 },
    { word: 'anger', tracks: 1 },
  ])
})

it('states a fact with its numbers', () => {
  const calmness = effects.find(({ word }) => word === 'calmness')
  expect(calmness && factOf(calmness)).toBe('calmness: 69 % of tag mass; without it 2 of 2 tracks change quadrant')
})

describe('presets', () => {
  it('leave out the heaviest word', () => {
    expect(presets[1]?.weights(effects)).toEqual({ calmness: 0 })
  })

  it('damp only what is heavier than the median, the heaviest most', () => {
    const weights = dampedByMass(effects)
    expect(Object.keys(weights)).toEqual(['calmness'])
    expect(weights.calmness).toBeCloseTo(Math.sqrt(6 / 20), 2)
  })

  it('are recognised by their weights; others are named by what they change', () => {
    expect(nameOfWeights({ sadness: 1 }, effects)).toBe('Published formula')
    expect(nameOfWeights({ anger: 0.5, sadness: 0 }, effects)).toBe('anger 0.5, sadness 0')
    expect(sameWeights({ anger: 1 }, {})).toBe(true)
  })

  it('tell schemes apart by what comments count too', () => {
    expect(nameOfScheme({ weights: {}, commentsShare: 0 }, effects)).toBe('Published formula')
    expect(nameOfScheme({ weights: {}, commentsShare: 0.35 }, effects)).toBe('Published formula, comments 35 %')
    expect(sameScheme({ weights: { anger: 1 }, commentsShare: 0.2 }, { weights: {}, commentsShare: 0.2 })).toBe(true)
    expect(sameScheme({ weights: {}, commentsShare: 0.2 }, { weights: {}, commentsShare: 0 })).toBe(false)
  })
})

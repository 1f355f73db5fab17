import { describe, expect, it } from 'vitest'
import { labelSources } from '@shared/domain/label'
import { movedTracks, previewLabels, quadrantCounts } from '@shared/domain/label-preview'
import { publishedScheme } from '@shared/domain/schemes/published'
import { byHand, deriveWeighted } from '../../helpers/schemes'
import { matrixOf } from '../../helpers/tag-matrices'

const words = [
  { word: 'joy', valence: 0.9, arousal: 0.4 },
  { word: 'calm', valence: 0.4, arousal: -0.8 },
  { word: 'unplaced', valence: null, arousal: null },
]
const without = (word: string) => byHand({ [word]: 0 })

describe('the preview of a scheme', () => {
  const point = { valence: -0.5, arousal: -0.25 }
  const matrix = matrixOf(words, [{ joy: 1 }, { joy: 1 }, { joy: 1 }, { joy: 1 }], {
    fixed: { 0: { ...point, source: 'human' }, 1: { ...point, source: 'imported' } },
    comments: { 1: { valence: 0.25, arousal: 0.25 }, 2: { valence: 0.25, arousal: -0.5 } },
  })
  const sourcesOf = (source: Uint8Array) => Array.from(source, (rank) => labelSources[rank])

  it('leaves labels that win over tags where they are, and says of which source each is', () => {
    const { valence, arousal, source } = previewLabels(matrix, publishedScheme)
    expect([...valence]).toEqual([-0.5, -0.5, 0.9, 0.9])
    expect([...arousal]).toEqual([-0.25, -0.25, 0.4, 0.4])
    expect(sourcesOf(source)).toEqual(['human', 'imported', 'tags', 'tags'])
  })

  it('falls back to comments where tags give no label, as current labels do', () => {
    const { valence, source } = previewLabels(matrix, without('joy'))
    expect([...valence]).toEqual([-0.5, -0.5, 0.25, NaN])
    expect(sourcesOf(source)).toEqual(['human', 'imported', 'comments', 'tags'])
  })

  it('fills the labels it is given, also with those of another scheme', () => {
    const into = previewLabels(matrix, without('joy'))
    expect(previewLabels(matrix, publishedScheme, into)).toBe(into)
    expect(into).toEqual(previewLabels(matrix, publishedScheme))
  })
})

describe('what a change of a scheme does', () => {
  const matrix = matrixOf(words, [{ calm: 3, joy: 1 }, { calm: 1 }, { joy: 1 }, { unplaced: 1 }])

  it('is counted by quadrant', () => {
    expect(quadrantCounts(deriveWeighted(matrix, {}))).toEqual([1, 0, 0, 2])
  })

  it('is counted by track: moved, in another quadrant, without label', () => {
    const [before, after] = [deriveWeighted(matrix, {}), deriveWeighted(matrix, { calm: 0 })]
    expect(movedTracks(before, after)).toEqual({ moved: 1, changedQuadrant: 1, lost: 1, gained: 0 })
    expect(movedTracks(after, before)).toEqual({ moved: 1, changedQuadrant: 1, lost: 0, gained: 1 })
    expect(movedTracks(before, before)).toEqual({ moved: 0, changedQuadrant: 0, lost: 0, gained: 0 })
  })
})

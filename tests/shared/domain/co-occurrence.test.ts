import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coOccurrence, shareTogether, tracksWith } from '@shared/domain/co-occurrence'
import { previewLabels } from '@shared/domain/label-preview'
import { publishedScheme } from '@shared/domain/schemes/published'
import { hasReferenceAnnotations, impliedCoordinates, referenceSongs } from '../../helpers/reference-annotations'
import { matrixOf } from '../../helpers/tag-matrices'

const names = ['a', 'b', 'c', 'd'] as const
const words = names.map((word) => ({ word, valence: 0, arousal: 0 }))
const anyTracks = fc.array(fc.dictionary(fc.constantFrom(...names), fc.integer({ min: 1, max: 9 })), { maxLength: 20 })

describe('co-occurrence', () => {
  it('counts for each pair what a plain count of the tracks counts, and lights those tracks', () => {
    fc.assert(
      fc.property(anyTracks, (tracks) => {
        const matrix = matrixOf(words, tracks)
        const together = coOccurrence(matrix)
        names.forEach((one, row) => {
          names.forEach((other, column) => {
            const plain = tracks.flatMap((track, index) => (one in track && other in track ? [index + 1] : []))
            expect(together.tracks[row * names.length + column]).toBe(plain.length)
            expect(tracksWith(matrix, [one, other])).toEqual(plain)
            const own = tracks.filter((track) => one in track).length
            expect(shareTogether(together, row, column)).toBe(own === 0 ? 0 : plain.length / own)
          })
        })
      }),
    )
  })

  it('lights no track for no word and for one that the library lacks', () => {
    const matrix = matrixOf(words, [{ a: 1 }])
    expect([tracksWith(matrix, []), tracksWith(matrix, ['a', 'none'])]).toEqual([[], []])
  })
})

it.runIf(hasReferenceAnnotations)('finds the edges of the study: calmness with sadness at the bottom, with happiness at the right', () => {
  const songs = referenceSongs()
  const coordinates = [...impliedCoordinates(songs).values()]
  const matrix = matrixOf(
    coordinates,
    songs.map(({ tags }) => Object.fromEntries(tags)),
  )
  const labels = previewLabels(matrix, publishedScheme)
  const meanOf = (chosen: readonly string[]) => {
    const rows = tracksWith(matrix, chosen).map((id) => id - 1)
    const mean = (values: Float64Array) => rows.reduce((sum, row) => sum + (values[row] ?? NaN), 0) / rows.length
    return { tracks: rows.length, valence: mean(labels.valence), arousal: mean(labels.arousal) }
  }
  const [bottom, right] = [meanOf(['calmness', 'sadness']), meanOf(['calmness', 'happiness'])]
  expect(bottom.tracks).toBeGreaterThan(100)
  expect(right.tracks).toBeGreaterThan(100)
  expect(bottom.arousal).toBeLessThan(-Math.abs(bottom.valence))
  expect(right.valence).toBeGreaterThan(Math.abs(right.arousal))
})

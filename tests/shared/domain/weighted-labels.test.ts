import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mixComments } from '@shared/domain/weighted-labels'
import { deriveWeighted } from '../../helpers/schemes'
import { labelByFormula } from '../../helpers/label-formula'
import { matrixOf } from '../../helpers/tag-matrices'
import { coordinates, song, songWords, words } from '../../helpers/songs-of-words'

const weights = fc.dictionary(fc.constantFrom(...words.map(({ word }) => word)), fc.constantFrom(0, 0.5, 1, 2))

it('labels all tracks at once as the formula labels one, whatever the weights', () => {
  fc.assert(
    fc.property(fc.array(song, { minLength: 1 }), weights, (songs, chosen) => {
      const all = deriveWeighted(matrixOf(words, songs), chosen)
      songs.forEach((own, track) => {
        const one = labelByFormula(songWords(own), coordinates, chosen)
        if (one === null) expect(all.valence[track]).toBeNaN()
        else {
          expect(all.valence[track]).toBeCloseTo(one.valence, 12)
          expect(all.arousal[track]).toBeCloseTo(one.arousal, 12)
        }
      })
    }),
  )
})

it('fills the points it is given, so that a preview allocates nothing', () => {
  const matrix = matrixOf(words, [{ joy: 1 }])
  const into = deriveWeighted(matrix, {})
  expect(deriveWeighted(matrix, { joy: 0 }, into)).toBe(into)
  expect(into.valence[0]).toBeNaN()
})

it('mixes labels from comments by their share; what lacks one of the two stays as it is', () => {
  const matrix = matrixOf(words, [{ joy: 1 }, { joy: 1 }, { unplaced: 1 }], {
    comments: { 0: { valence: 0.1, arousal: 0 }, 2: { valence: 0.1, arousal: 0 } },
  })
  const points = deriveWeighted(matrix, {})
  mixComments(matrix, 0.25, points)
  expect(points.valence[0]).toBeCloseTo(0.75 * 0.9 + 0.25 * 0.1, 12)
  expect(points.valence[1]).toBe(0.9)
  expect(points.valence[2]).toBeNaN()
})

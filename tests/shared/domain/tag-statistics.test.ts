import fc from 'fast-check'
import { expect, it } from 'vitest'
import { quadrantOf } from '@shared/domain/plane'
import { publishedScheme } from '@shared/domain/schemes/published'
import { wordStatistics, wordStatisticsInParts } from '@shared/domain/tag-statistics'
import { labelByFormula } from '../../helpers/label-formula'
import { matrixOf } from '../../helpers/tag-matrices'
import { coordinates, song, songWords, words } from '../../helpers/songs-of-words'

it('statistics of a word say what leaving it out would do, as deriving without it shows', () => {
  fc.assert(
    fc.property(fc.array(song, { minLength: 1, maxLength: 20 }), (songs) => {
      for (const effect of wordStatistics(matrixOf(words, songs))) {
        const carriers = songs.map(songWords).filter((own) => own.some(({ word }) => word === effect.word))
        const shared = carriers.filter((own) => own.length > 1)
        const changes = shared.flatMap((own) => {
          const label = labelByFormula(own, coordinates)
          const without = labelByFormula(own, coordinates, { [effect.word]: 0 })
          return label && without ? [{ shift: label.valence - without.valence, flip: quadrantOf(label) !== quadrantOf(without) }] : []
        })
        expect(effect).toMatchObject({ tracks: carriers.length, tracksWithOthers: shared.length, alone: carriers.length - shared.length })
        expect(effect.flips).toBe(changes.filter(({ flip }) => flip).length)
        expect(effect.meanShiftValence).toBeCloseTo(changes.reduce((sum, { shift }) => sum + shift, 0) / Math.max(1, shared.length), 9)
      }
    }),
  )
})

it('share out all counts', () => {
  const shares = wordStatistics(matrixOf(words, [{ joy: 1, grief: 3 }])).map(({ word, massShare }) => [word, massShare])
  expect(shares).toEqual([
    ['joy', 0.25],
    ['calm', 0],
    ['grief', 0.75],
    ['unplaced', 0],
  ])
})

it('are the same in parts as at once', () => {
  fc.assert(
    fc.property(fc.array(song, { minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 25 }), (songs, tracksOfPart) => {
      const matrix = matrixOf(words, songs)
      const parts = wordStatisticsInParts(matrix, publishedScheme, tracksOfPart)
      let [step, steps] = [parts.next(), 1]
      for (; !step.done; steps += 1) step = parts.next()
      expect(step.value).toEqual(wordStatistics(matrix))
      expect(steps).toBe(Math.max(1, Math.ceil(matrix.trackIds.length / tracksOfPart)))
    }),
  )
})

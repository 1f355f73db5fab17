import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lexiconScores, lexiconTable } from '@main/baselines/lexicon-scores'

it('finds words by their stems, the mean of those that share one, and whatever their part of speech', () => {
  const lexicon = [
    { word: 'Happy', valence: 0.9, arousal: 0.5 },
    { word: 'happiness', valence: 0.7, arousal: 0.3 },
    { word: 'love', valence: 1, arousal: 0 },
  ]
  const { dims, data } = lexiconTable(['rain', 'happi', 'love/verb'], lexicon) ?? { dims: [], data: [] }
  expect(dims).toEqual([4, 3])
  expect(Array.from(data, (value) => Number(value.toFixed(6)))).toEqual([0, 0, 0, 0, 0, 0, 0.8, 0.4, 1, 1, 0, 1])
  expect(lexiconTable(['rain'], lexicon)).toBeNull()
})

it('is the mean of the known words, whatever stands between them, and 0 where none is known', () => {
  expect([...lexiconScores(new Float64Array(3))]).toEqual([0, 0, 0])
  const coordinate = fc.integer({ min: -1000, max: 1000 }).map((value) => value / 1000)
  fc.assert(
    fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1 }), fc.nat({ max: 50 }), (known, unknown) => {
      const words = known.length + unknown
      const sum = (at: 0 | 1): number => known.reduce((total, one) => total + one[at], 0)
      const scores = lexiconScores(Float64Array.of(sum(0) / words, sum(1) / words, known.length / words))
      const wanted = [sum(0) / known.length, sum(1) / known.length, known.length / words]
      wanted.forEach((value, index) => expect(scores[index]).toBeCloseTo(value, 5))
    }),
  )
})

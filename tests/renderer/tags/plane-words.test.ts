import fc from 'fast-check'
import { expect, it } from 'vitest'
import { boxOf, layWords, overlap, placedWords } from '@renderer/tags/plane-words'

const pixelOf = ({ valence, arousal }: { valence: number; arousal: number }) => ({ x: 150 + 150 * valence, y: 150 - 150 * arousal })

it('draws words with coordinates and tracks only', () => {
  const words = [
    { word: 'joy', valence: 0.5, arousal: 0.5, tracks: 3 },
    { word: 'foreign', valence: null, arousal: null, tracks: 3 },
    { word: 'unused', valence: 0, arousal: 0, tracks: 0 },
  ]
  expect(placedWords(words)).toEqual([{ word: 'joy', point: { valence: 0.5, arousal: 0.5 }, tracks: 3 }])
})

it('names what is chosen before what is common, and keeps a dot where names have no room', () => {
  const point = { valence: 0, arousal: 0 }
  const words = ['one', 'two', 'six', 'ten', 'few'].map((word, index) => ({ word, point, tracks: 100 - index }))
  const laid = layWords(words, pixelOf, 300, ['few'])
  expect(laid[0]).toMatchObject({ word: 'few', name: 'right' })
  expect(laid.map(({ name }) => name)).toEqual(['right', 'left', 'above', 'below', null])
})

it('keeps every word, and no name covers another, wherever the words lie', () => {
  const anyWord = fc.record({
    word: fc.stringMatching(/^[a-z]{3,12}$/u),
    point: fc.record({ valence: fc.double({ min: -1, max: 1, noNaN: true }), arousal: fc.double({ min: -1, max: 1, noNaN: true }) }),
    tracks: fc.nat(),
  })
  fc.assert(
    fc.property(fc.uniqueArray(anyWord, { selector: ({ word }) => word, maxLength: 27 }), (words) => {
      const laid = layWords(words, pixelOf, 300, [])
      expect(laid.map(({ word }) => word).sort()).toEqual(words.map(({ word }) => word).sort())
      const boxes = laid.flatMap(({ word, dot, name }) => (name ? [boxOf(word, dot, name)] : []))
      boxes.forEach((box, index) => {
        expect(boxes.slice(index + 1).some((other) => overlap(box, other))).toBe(false)
      })
    }),
  )
})

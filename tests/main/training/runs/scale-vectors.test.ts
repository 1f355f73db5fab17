import fc from 'fast-check'
import { expect, it } from 'vitest'
import { scaleVectors } from '@main/training/runs/scale-vectors'

const size = 3
const rows = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.array(fc.integer({ min: -50, max: 50 }), { minLength: size, maxLength: size })),
  { minLength: 1, maxLength: 8 },
)
const tableOf = (words: readonly (readonly [number, readonly number[]])[], factor: number) => ({
  dims: [words.length + 1, size],
  data: Float32Array.from([0, 0, 0, ...words.flatMap(([, row]) => row.map((value) => value * factor))]),
})

it('brings the numbers of the words, as often as they occur, to a root mean square of 1, however long the vectors were', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(1e-3, 0.1, 7), (words, factor) => {
      const counts = words.map(([count]) => count)
      const scaled = scaleVectors(tableOf(words, factor), counts)
      const squares = words.reduce(
        (sum, [count], index) =>
          sum + count * scaled.data.subarray((index + 1) * size, (index + 2) * size).reduce((rowSum, value) => rowSum + value * value, 0),
        0,
      )
      const total = counts.reduce((sum, count) => sum + count, 0)
      const isZero = words.every(([, row]) => row.every((value) => value === 0))
      expect(squares / (total * size)).toBeCloseTo(isZero ? 0 : 1, 4)
      scaleVectors(tableOf(words, 1), counts).data.forEach((value, index) => expect(scaled.data[index]).toBeCloseTo(value, 4))
      expect([...scaled.data.subarray(0, size)]).toEqual([0, 0, 0])
    }),
  )
})

import { createDotProduct, dotProductStep } from '@main/audio/dot-product'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const numbers = (length: number, seed: number): Float32Array =>
  Float32Array.from({ length }, (_, index) => Math.sin(index * 12.9898 + seed))

describe('createDotProduct', () => {
  it('equals the sum of products, wherever the stretches begin', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat({ max: 500 }), fc.nat({ max: 500 }), (steps, firstStart, secondStart) => {
        const count = steps * dotProductStep
        const [first, second] = [numbers(firstStart + count, 1), numbers(secondStart + count, 2)]
        const product = createDotProduct(second)
        product.load(first)
        let expected = 0
        for (let index = 0; index < count; index += 1) expected += (first[firstStart + index] ?? 0) * (second[secondStart + index] ?? 0)
        expect(product.at(firstStart, secondStart, count)).toBeCloseTo(expected, 4)
      }),
    )
  })

  it('takes arrays of any length one after the other', () => {
    const product = createDotProduct(new Float32Array(16).fill(1))
    for (const length of [16, 200_000, 32]) {
      product.load(new Float32Array(length).fill(0.5))
      expect(product.at(length - 16, 0, 16)).toBe(8)
    }
  })
})

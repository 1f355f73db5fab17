import fc from 'fast-check'
import { expect, it } from 'vitest'
import { solvePositive } from '@shared/domain/learning/solve'

const number = fc.double({ min: -2, max: 2, noNaN: true })

it('solves A·x = b for A = M·Mᵀ + I', () => {
  const size = 4
  fc.assert(
    fc.property(fc.array(number, { minLength: 16, maxLength: 16 }), fc.array(number, { minLength: 4, maxLength: 4 }), (values, wanted) => {
      const m = (row: number, column: number): number => values[row * size + column] ?? 0
      const all = [...Array(size).keys()]
      const matrix = Float64Array.from({ length: size * size }, (_, index) => {
        const [row, column] = [Math.floor(index / size), index % size]
        return all.reduce((sum, inner) => sum + m(row, inner) * m(column, inner), row === column ? 1 : 0)
      })
      const right = Float64Array.from(all, (row) =>
        all.reduce((sum, column) => sum + (matrix[row * size + column] ?? 0) * (wanted[column] ?? 0), 0),
      )
      const solution = solvePositive(matrix.slice(), right)
      wanted.forEach((value, index) => expect(solution?.[index]).toBeCloseTo(value, 8))
    }),
  )
})

it('knows a matrix that is not positive definite', () => {
  expect(solvePositive(Float64Array.from([1, 2, 2, 1]), Float64Array.from([1, 1]))).toBeNull()
})

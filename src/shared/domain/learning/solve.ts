/**
 * Solves A·x = b for a symmetric positive definite matrix by Cholesky's decomposition (Golub and Van Loan, Matrix Computations, 4.2).
 * @param matrix [size, size], row-major; overwritten
 * @param right [size]
 * @returns x, [size]; null when the matrix is not positive definite
 */
export function solvePositive(matrix: Float64Array, right: Float64Array): Float64Array | null {
  return factorPositive(matrix, right.length) ? solveFactored(matrix, right) : null
}

/**
 * Replaces the lower half of a symmetric positive definite matrix by its Cholesky factor.
 * @param matrix [size, size], row-major; overwritten
 * @returns whether the matrix is positive definite
 */
export function factorPositive(matrix: Float64Array, size: number): boolean {
  for (let column = 0; column < size; column += 1) {
    const pivotRow = column * size
    const pivot = (matrix[pivotRow + column] ?? 0) - dotOfRows(matrix, pivotRow, pivotRow, column)
    if (!(pivot > 0)) return false
    const root = Math.sqrt(pivot)
    matrix[pivotRow + column] = root
    for (let row = column + 1; row < size; row += 1) {
      const start = row * size
      matrix[start + column] = ((matrix[start + column] ?? 0) - dotOfRows(matrix, start, pivotRow, column)) / root
    }
  }
  return true
}

/**
 * Solves A·x = b by the Cholesky factor of A.
 * @param factor [size, size], row-major, of which the lower half counts
 * @param right [size]
 */
export function solveFactored(factor: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const at = (row: number, column: number): number => factor[row * size + column] ?? 0
  const solution = right.slice()
  for (let row = 0; row < size; row += 1) {
    for (let inner = 0; inner < row; inner += 1) solution[row] = (solution[row] ?? 0) - at(row, inner) * (solution[inner] ?? 0)
    solution[row] = (solution[row] ?? 0) / at(row, row)
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let inner = row + 1; inner < size; inner += 1) solution[row] = (solution[row] ?? 0) - at(inner, row) * (solution[inner] ?? 0)
    solution[row] = (solution[row] ?? 0) / at(row, row)
  }
  return solution
}

/** Product of the first numbers of two rows. */
function dotOfRows(matrix: Float64Array, one: number, other: number, count: number): number {
  let sum = 0
  for (let index = 0; index < count; index += 1) sum += (matrix[one + index] ?? 0) * (matrix[other + index] ?? 0)
  return sum
}

/**
 * Solves A·x = b for a symmetric positive definite matrix by Cholesky's decomposition (Golub and Van Loan, Matrix Computations, 4.2).
 * @param matrix [size, size], row-major; overwritten
 * @param right [size]
 * @returns x, [size]; null when the matrix is not positive definite
 */
export function solvePositive(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const size = right.length
  const at = (row: number, column: number): number => matrix[row * size + column] ?? 0
  for (let column = 0; column < size; column += 1) {
    let pivot = at(column, column)
    for (let inner = 0; inner < column; inner += 1) pivot -= at(column, inner) ** 2
    if (!(pivot > 0)) return null
    const root = Math.sqrt(pivot)
    matrix[column * size + column] = root
    for (let row = column + 1; row < size; row += 1) {
      let sum = at(row, column)
      for (let inner = 0; inner < column; inner += 1) sum -= at(row, inner) * at(column, inner)
      matrix[row * size + column] = sum / root
    }
  }
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

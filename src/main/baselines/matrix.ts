/** Numbers of examples: [rows, columns], row-major. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly values: Float64Array
}

/** Rows of one length as a matrix. @throws RangeError when they differ in length */
export function matrixOf(rows: readonly ArrayLike<number>[], columns = rows[0]?.length ?? 0): Matrix {
  const values = new Float64Array(rows.length * columns)
  rows.forEach((row, index) => {
    if (row.length !== columns) throw new RangeError(`Row ${index} has ${row.length} numbers, not ${columns}.`)
    values.set(row, index * columns)
  })
  return { rows: rows.length, columns, values }
}

/** One row, as a view. */
export function rowOf({ columns, values }: Matrix, row: number): Float64Array {
  return values.subarray(row * columns, (row + 1) * columns)
}

/** Some rows, in the given order. */
export function takeRows(matrix: Matrix, rows: ArrayLike<number>): Matrix {
  const { columns } = matrix
  const values = new Float64Array(rows.length * columns)
  for (let index = 0; index < rows.length; index += 1) values.set(rowOf(matrix, rows[index] ?? 0), index * columns)
  return { rows: rows.length, columns, values }
}

/** Columns of several matrices side by side. */
export function joinColumns(matrices: readonly Matrix[]): Matrix {
  const [first] = matrices
  if (first === undefined) throw new RangeError('There is nothing to join.')
  const columns = matrices.reduce((sum, matrix) => sum + matrix.columns, 0)
  const values = new Float64Array(first.rows * columns)
  for (let row = 0; row < first.rows; row += 1) {
    let at = row * columns
    for (const matrix of matrices) {
      values.set(rowOf(matrix, row), at)
      at += matrix.columns
    }
  }
  return { rows: first.rows, columns, values }
}

/** Mean of each column, and its standard deviation: 1 for a column that is constant. */
export interface ColumnMoments {
  readonly means: Float64Array
  readonly deviations: Float64Array
}

/** A deviation below this part of the mean is rounding. */
const roundingPart = 1e-12
/** Squares of smaller numbers are no longer exact. */
const smallestDeviation = 1e-150

/** Moments of the columns of a matrix, n in the denominator. */
export function columnMoments({ rows, columns, values }: Matrix): ColumnMoments {
  const means = new Float64Array(columns)
  const deviations = new Float64Array(columns)
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) means[column] = (means[column] ?? 0) + (values[row * columns + column] ?? 0) / rows
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const departure = (values[row * columns + column] ?? 0) - (means[column] ?? 0)
      deviations[column] = (deviations[column] ?? 0) + departure ** 2 / rows
    }
  }
  return {
    means,
    deviations: deviations.map((variance, column) => {
      const deviation = Math.sqrt(variance)
      return deviation > Math.max(roundingPart * Math.abs(means[column] ?? 0), smallestDeviation) ? deviation : 1
    }),
  }
}

/** A matrix with the mean of each column taken off and divided by its deviation. */
export function standardise(matrix: Matrix, { means, deviations }: ColumnMoments): Matrix {
  const { rows, columns } = matrix
  const values = new Float64Array(rows * columns)
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column
      values[at] = ((matrix.values[at] ?? 0) - (means[column] ?? 0)) / (deviations[column] ?? 1)
    }
  }
  return { rows, columns, values }
}

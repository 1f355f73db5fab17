/** A row of which most numbers are 0: columns that are not, and their values. */
export interface SparseRow {
  readonly columns: Int32Array
  readonly values: Float64Array
}

/** Rows of which most numbers are 0: [rows.length, columns]. */
export interface SparseRows {
  readonly rows: readonly SparseRow[]
  readonly columns: number
}

/** Rows side by side. @throws RangeError when the parts differ in their rows */
export function joinSparse(parts: readonly SparseRows[]): SparseRows {
  const [first] = parts
  if (first === undefined || parts.some(({ rows }) => rows.length !== first.rows.length))
    throw new RangeError('The parts differ in their rows.')
  const offsets = parts.map((_, index) => parts.slice(0, index).reduce((sum, { columns }) => sum + columns, 0))
  const joinRow = (row: number): SparseRow => {
    const size = parts.reduce((sum, { rows }) => sum + (rows[row]?.columns.length ?? 0), 0)
    const joined = { columns: new Int32Array(size), values: new Float64Array(size) }
    let at = 0
    for (const [part, { rows }] of parts.entries()) {
      const own = rows[row]
      if (own === undefined) continue
      joined.columns.set(
        own.columns.map((column) => column + (offsets[part] ?? 0)),
        at,
      )
      joined.values.set(own.values, at)
      at += own.columns.length
    }
    return joined
  }
  return { rows: first.rows.map((_, row) => joinRow(row)), columns: parts.reduce((sum, { columns }) => sum + columns, 0) }
}

/** A row divided by its length; a row of zeros stays. */
export function normaliseRow({ columns, values }: SparseRow): SparseRow {
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
  return length === 0 ? { columns, values } : { columns, values: values.map((value) => value / length) }
}

/** Product of rows and a vector: [columns] to [rows]. */
export function timesVector({ rows }: SparseRows, vector: Float64Array): Float64Array {
  return Float64Array.from(rows, ({ columns, values }) => {
    let sum = 0
    for (let index = 0; index < columns.length; index += 1) sum += (values[index] ?? 0) * (vector[columns[index] ?? 0] ?? 0)
    return sum
  })
}

/** Product of the transposed rows and a vector: [rows] to [columns]. */
export function transposedTimesVector({ rows, columns: width }: SparseRows, vector: Float64Array): Float64Array {
  const product = new Float64Array(width)
  rows.forEach(({ columns, values }, row) => {
    const factor = vector[row] ?? 0
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index] ?? 0
      product[column] = (product[column] ?? 0) + factor * (values[index] ?? 0)
    }
  })
  return product
}

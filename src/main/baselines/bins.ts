import type { Matrix } from './matrix'

/** More bins than these make trees slower and hardly better. */
const mostBins = 64

/** Features as small whole numbers, by which trees look for splits. */
export interface BinnedRows {
  readonly rows: number
  readonly columns: number
  /** Bin of each row, column by column: [columns, rows]. */
  readonly codes: Uint8Array
  /** Of each column the values between its bins, rising: bin b holds what is above edge b − 1 and not above edge b. */
  readonly edges: readonly Float64Array[]
}

/** Cuts each column into at most 64 bins of about as many rows each. */
export function binRows({ rows, columns, values }: Matrix): BinnedRows {
  const codes = new Uint8Array(rows * columns)
  const edges = Array.from({ length: columns }, (_, column) => {
    const own = Float64Array.from({ length: rows }, (_value, row) => values[row * columns + column] ?? 0)
    const cuts = edgesOf(own.slice().sort())
    own.forEach((value, row) => (codes[column * rows + row] = binOf(cuts, value)))
    return cuts
  })
  return { rows, columns, codes, edges }
}

/** @param sorted rising values of one column */
function edgesOf(sorted: Float64Array): Float64Array {
  const distinct = sorted.filter((value, index) => index === 0 || value !== sorted[index - 1])
  const between = (index: number): number => ((distinct[index - 1] ?? 0) + (distinct[index] ?? 0)) / 2
  if (distinct.length <= mostBins) return Float64Array.from({ length: Math.max(0, distinct.length - 1) }, (_, index) => between(index + 1))
  const cuts = new Set<number>()
  let next = 0
  for (let bin = 1; bin < mostBins; bin += 1) {
    const value = sorted[Math.floor((bin * sorted.length) / mostBins)] ?? 0
    while (next < distinct.length && (distinct[next] ?? value) < value) next += 1
    if (next > 0 && next < distinct.length) cuts.add(between(next))
  }
  return Float64Array.from(cuts)
}

/** How many edges lie below a value. */
function binOf(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

import type { Random } from '@shared/domain/random'
import type { BinnedRows } from './bins'

/** Bins up to and with `bin` of a column go left. */
export interface Split {
  readonly column: number
  readonly bin: number
}

/** Memory of the search, kept from split to split: new arrays for every column would cost more than the search. */
export interface SplitSearch {
  /** Rows of each bin. */
  readonly counts: Float64Array
  /** Sum of each output of each bin. */
  readonly sums: Float64Array
  /** Sum of each output on the left side. */
  readonly left: Float64Array
  /** All columns; those drawn for a split stand in front. */
  readonly order: Int32Array
  /** The best split of the column that was looked at last. */
  bin: number
  score: number
}

interface SearchInput {
  readonly binned: BinnedRows
  readonly targets: Float64Array
  readonly outputs: number
  readonly settings: { readonly fewestInLeaf: number; readonly columnsPerSplit: number }
  readonly random: Random
}

/** Less of the squared error than this is rounding. */
const smallestGain = 1e-12

export function createSplitSearch({ columns, edges }: BinnedRows, outputs: number): SplitSearch {
  const bins = edges.reduce((most, { length }) => Math.max(most, length + 1), 1)
  return {
    counts: new Float64Array(bins),
    sums: new Float64Array(bins * outputs),
    left: new Float64Array(outputs),
    order: Int32Array.from({ length: columns }, (_, column) => column),
    bin: -1,
    score: -Infinity,
  }
}

/**
 * The split that lowers the squared error most, among columns that are drawn for it; null when none does. More are drawn when none of the
 * first can be split.
 * @param totals sum of each output over the rows
 */
export function bestSplit(search: SplitSearch, input: SearchInput, rows: Int32Array, totals: Float64Array): Split | null {
  const { order } = search
  const { settings, random, binned } = input
  let bestScore = totals.reduce((sum, total) => sum + total ** 2, 0) / rows.length + smallestGain
  let best: Split | null = null
  for (let index = 0; index < order.length && (index < settings.columnsPerSplit || best === null); index += 1) {
    const other = random.integer(index, order.length - 1)
    const column = order[other] ?? 0
    order[other] = order[index] ?? 0
    order[index] = column
    const bins = (binned.edges[column]?.length ?? 0) + 1
    if (bins === 1) continue
    fill(search, input, rows, column, bins)
    findBestBin(search, input, rows.length, totals, bins)
    if (search.score <= bestScore) continue
    bestScore = search.score
    best = { column, bin: search.bin }
  }
  return best
}

/** Counts and sums of targets of each bin of a column. */
function fill(
  { counts, sums }: SplitSearch,
  { binned, targets, outputs }: SearchInput,
  rows: Int32Array,
  column: number,
  bins: number,
): void {
  counts.fill(0, 0, bins)
  sums.fill(0, 0, bins * outputs)
  const { codes } = binned
  const start = column * binned.rows
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0
    const bin = codes[start + row] ?? 0
    counts[bin] = (counts[bin] ?? 0) + 1
    const to = bin * outputs
    const from = row * outputs
    for (let output = 0; output < outputs; output += 1) sums[to + output] = (sums[to + output] ?? 0) + (targets[from + output] ?? 0)
  }
}

/** Where to split a column: the higher the score (sum of squared sums over counts, left and right), the lower the squared error. */
function findBestBin(search: SplitSearch, { outputs, settings }: SearchInput, rows: number, totals: Float64Array, bins: number): void {
  const { counts, sums, left } = search
  left.fill(0)
  search.score = -Infinity
  let countLeft = 0
  for (let bin = 0; bin < bins - 1; bin += 1) {
    const count = counts[bin] ?? 0
    if (count === 0) continue
    countLeft += count
    const countRight = rows - countLeft
    if (countRight < settings.fewestInLeaf) break
    for (let output = 0; output < outputs; output += 1) left[output] = (left[output] ?? 0) + (sums[bin * outputs + output] ?? 0)
    if (countLeft < settings.fewestInLeaf) continue
    let score = 0
    for (let output = 0; output < outputs; output += 1) {
      const sum = left[output] ?? 0
      const other = (totals[output] ?? 0) - sum
      score += (sum * sum) / countLeft + (other * other) / countRight
    }
    if (score <= search.score) continue
    search.score = score
    search.bin = bin
  }
}

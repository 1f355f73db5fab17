import type { Random } from '@shared/domain/random'
import type { BinnedRows } from './bins'

/** Bins up to and with `bin` of a column go left. */
export interface Split {
  readonly column: number
  readonly bin: number
}

/** Memory of the search, kept from split to split. */
export interface SplitSearch {
  readonly counts: Float64Array
  readonly sums: Float64Array
  /** All columns; those drawn for a split stand in front. */
  readonly order: Int32Array
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
    order: Int32Array.from({ length: columns }, (_, column) => column),
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
  const whole = totals.reduce((sum, total) => sum + total ** 2, 0) / rows.length
  let best: Split | null = null
  let bestScore = whole + smallestGain
  for (let index = 0; index < order.length && (index < settings.columnsPerSplit || best === null); index += 1) {
    const other = random.integer(index, order.length - 1)
    const column = order[other] ?? 0
    order[other] = order[index] ?? 0
    order[index] = column
    const bins = (binned.edges[column]?.length ?? 0) + 1
    if (bins === 1) continue
    fill(search, input, rows, column, bins)
    const { bin, score } = bestBin(search, input, rows.length, totals, bins)
    if (score <= bestScore) continue
    bestScore = score
    best = { column, bin }
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
  const codes = binned.codes.subarray(column * binned.rows, (column + 1) * binned.rows)
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0
    const bin = codes[row] ?? 0
    counts[bin] = (counts[bin] ?? 0) + 1
    for (let to = bin * outputs, from = row * outputs; to < (bin + 1) * outputs; to += 1, from += 1)
      sums[to] = (sums[to] ?? 0) + (targets[from] ?? 0)
  }
}

/** Where to split a column: the higher the score (sum of squared sums over counts, left and right), the lower the squared error. */
function bestBin(
  { counts, sums }: SplitSearch,
  { outputs, settings }: SearchInput,
  rows: number,
  totals: Float64Array,
  bins: number,
): { bin: number; score: number } {
  const left = new Float64Array(outputs)
  const best = { bin: -1, score: -Infinity }
  let countLeft = 0
  for (let bin = 0; bin < bins - 1; bin += 1) {
    const count = counts[bin] ?? 0
    if (count === 0) continue
    countLeft += count
    for (let output = 0; output < outputs; output += 1) left[output] = (left[output] ?? 0) + (sums[bin * outputs + output] ?? 0)
    const countRight = rows - countLeft
    if (countRight === 0) break
    if (countLeft < settings.fewestInLeaf || countRight < settings.fewestInLeaf) continue
    let score = 0
    for (let output = 0; output < outputs; output += 1) {
      const sum = left[output] ?? 0
      score += sum ** 2 / countLeft + ((totals[output] ?? 0) - sum) ** 2 / countRight
    }
    if (score > best.score) Object.assign(best, { bin, score })
  }
  return best
}

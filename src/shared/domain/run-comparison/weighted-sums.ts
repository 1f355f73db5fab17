/** Groups that were drawn, with how often: most weightings leave a third of the groups out. */
interface Drawn {
  readonly groups: Int32Array
  readonly weights: Float64Array
  readonly count: number
}

function drawnOf(weights: Float64Array): Drawn {
  const [groups, drawn] = [new Int32Array(weights.length), new Float64Array(weights.length)]
  let count = 0
  for (let group = 0; group < weights.length; group += 1) {
    const weight = weights[group] ?? 0
    if (weight === 0) continue
    groups[count] = group
    drawn[count] = weight
    count += 1
  }
  return { groups, weights: drawn, count }
}

const none = new Float64Array(0)

/**
 * The weighted sum of every column. Four columns are summed at a time: each sum waits for its own last addition, so that one alone would
 * leave the processor idle. The additions of a column keep their order, and with it every digit; groups without weight add nothing.
 * @param columns each [groups]
 * @param weights how often each group counts, [groups]
 * @returns [columns]
 */
export function weightedSums(columns: readonly Float64Array[], weights: Float64Array): Float64Array {
  const drawn = drawnOf(weights)
  const sums = new Float64Array(columns.length + 3)
  for (let first = 0; first < columns.length; first += 4) {
    const [a = none, b = a, c = a, d = a] = [columns[first], columns[first + 1], columns[first + 2], columns[first + 3]]
    sumFour(a, b, c, d, drawn, sums, first)
  }
  return sums.subarray(0, columns.length)
}

function sumFour(
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  d: Float64Array,
  { groups, weights, count }: Drawn,
  sums: Float64Array,
  first: number,
): void {
  let [ofA, ofB, ofC, ofD] = [0, 0, 0, 0]
  for (let index = 0; index < count; index += 1) {
    const group = groups[index] ?? 0
    const weight = weights[index] ?? 0
    ofA += (a[group] ?? 0) * weight
    ofB += (b[group] ?? 0) * weight
    ofC += (c[group] ?? 0) * weight
    ofD += (d[group] ?? 0) * weight
  }
  sums.set([ofA, ofB, ofC, ofD], first)
}

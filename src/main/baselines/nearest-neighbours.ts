import { createRandom } from '@shared/domain/random'
import { leastError, someRows } from './inner-folds'
import { type Examples, type Learnt, outputs, type Pace } from './learner'
import { columnMoments, type Matrix, rowOf, standardise, takeRows } from './matrix'
import { writeNeighbours } from './neighbours-graph'

/** Numbers of neighbours that are tried. */
const counts = [3, 5, 10, 20, 40] as const
const mostCount = 40
/** The number is chosen on so many rows at most. */
const mostRowsToChoose = 1500
const rowsBetweenPauses = 100

/** A training row and its distance. */
interface Neighbour {
  readonly row: number
  readonly distance: number
}

/**
 * Learns nearest neighbours on standardised features; their number is the one that predicts training rows best from rows of other groups.
 */
export async function fitNeighbours({ features, targets, groups }: Examples, seed: number, pace: Pace): Promise<Learnt> {
  const moments = columnMoments(features)
  const known = standardise(features, moments)
  const count = await chooseCount({ features: known, targets, groups }, seed, pace)
  return {
    predict: (asked) => meanOfNearest(known, targets, standardise(asked, moments), count),
    write: (graph, edge) => writeNeighbours(graph, edge, { known: features, moments, targets, count: Math.min(count, known.rows) }),
    chosen: `${count} neighbours`,
  }
}

async function chooseCount({ features, targets, groups }: Examples, seed: number, pace: Pace): Promise<number> {
  const rows = someRows(features.rows, mostRowsToChoose, createRandom(seed))
  const some = takeRows(features, rows)
  const labels = takeRows(targets, rows)
  const errors = new Float64Array(counts.length)
  for (let row = 0; row < some.rows; row += 1) {
    if (row % rowsBetweenPauses === 0) await pace(row / some.rows)
    const group = groups[rows[row] ?? 0]
    const near = nearest(some, rowOf(some, row), mostCount, (other) => groups[rows[other] ?? 0] !== group)
    counts.forEach((count, index) => {
      const guess = weightedMean(near.slice(0, count), labels)
      guess.forEach((value, output) => {
        errors[index] = (errors[index] ?? 0) + (value - (labels.values[row * outputs + output] ?? 0)) ** 2
      })
    })
  }
  return leastError(counts, errors)
}

/**
 * The mean label of the nearest rows, weighed by 1 / distance; rows at distance 0 alone count where there are some (as scikit-learn's
 * `weights="distance"`).
 * @param known [n, columns] with labels [n, 2]
 * @param asked [m, columns]
 * @returns [m, 2]
 */
export function meanOfNearest(known: Matrix, labels: Matrix, asked: Matrix, count: number): Matrix {
  const values = new Float64Array(asked.rows * outputs)
  for (let row = 0; row < asked.rows; row += 1) values.set(weightedMean(nearest(known, rowOf(asked, row), count), labels), row * outputs)
  return { rows: asked.rows, columns: outputs, values }
}

/** The nearest rows by Euclidean distance, the nearest first; of equals the earlier. */
function nearest(known: Matrix, from: Float64Array, count: number, counts: (row: number) => boolean = () => true): Neighbour[] {
  const found: Neighbour[] = []
  let limit = Infinity
  for (let row = 0; row < known.rows; row += 1) {
    if (!counts(row)) continue
    const distance = squaredDistance(known.values, row * known.columns, from, limit)
    if (distance >= limit) continue
    let at = found.length
    while (at > 0 && (found[at - 1]?.distance ?? 0) > distance) at -= 1
    found.splice(at, 0, { row, distance })
    if (found.length > count) found.pop()
    if (found.length === count) limit = found.at(-1)?.distance ?? Infinity
  }
  return found.map(({ row, distance }) => ({ row, distance: Math.sqrt(distance) }))
}

/** So many columns are summed before the sum is held against the limit. */
const columnsAtOnce = 32

/** @returns the squared distance, or a number at or above the limit as soon as it is known to be no less */
function squaredDistance(values: Float64Array, start: number, from: Float64Array, limit: number): number {
  let sum = 0
  for (let first = 0; first < from.length && sum < limit; first += columnsAtOnce) {
    const end = Math.min(from.length, first + columnsAtOnce)
    for (let column = first; column < end; column += 1) {
      const difference = (values[start + column] ?? 0) - (from[column] ?? 0)
      sum += difference * difference
    }
  }
  return sum
}

function weightedMean(neighbours: readonly Neighbour[], { values }: Matrix): Float64Array {
  const exact = neighbours.filter(({ distance }) => distance === 0)
  const used = exact.length > 0 ? exact : neighbours
  const weightOf = ({ distance }: Neighbour): number => (exact.length > 0 ? 1 : 1 / distance)
  const whole = used.reduce((sum, neighbour) => sum + weightOf(neighbour), 0)
  return Float64Array.from({ length: outputs }, (_, output) =>
    used.reduce((sum, neighbour) => sum + (weightOf(neighbour) / whole) * (values[neighbour.row * outputs + output] ?? 0), 0),
  )
}

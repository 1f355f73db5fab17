import { factorPositive, solveFactored } from '@shared/domain/learning/solve'
import { createRandom } from '@shared/domain/random'
import { innerFolds, leastError } from './inner-folds'
import { type Examples, type Learnt, outputs, type Pace } from './learner'
import type { LinearModel } from './linear-model'
import { writeLinear, writeStandardised } from './linear-graph'
import { columnMoments, type Matrix, rowOf, standardise } from './matrix'

/** Penalties that are tried, in rows of a feature with variance 1, the strongest first: of equals it is taken. */
const penalties = [10_000, 3000, 1000, 300, 100, 30, 10] as const
const foldCount = 5

/** Sums over rows from which ridge regression follows; those of parts add up to those of the whole. */
interface Moments {
  readonly columns: number
  rows: number
  /** [columns, columns], lower half. */
  readonly squares: Float64Array
  /** [columns]. */
  readonly sums: Float64Array
  /** [outputs][columns]. */
  readonly products: readonly Float64Array[]
  /** [outputs]. */
  readonly labels: Float64Array
}

/** Learns ridge regression on standardised features; its penalty is the one that predicts inner folds of the training rows best. */
export async function fitRidge({ features, targets, groups }: Examples, seed: number, pace: Pace): Promise<Learnt> {
  const scale = columnMoments(features)
  const rows = standardise(features, scale)
  const folds = innerFolds(groups, foldCount, createRandom(seed))
  const parts: Moments[] = []
  for (let fold = 0; fold < foldCount; fold += 1) {
    await pace(fold / (2 * foldCount))
    parts.push(momentsOf(rows, targets, (row) => folds[row] === fold))
  }
  const whole = addMoments(parts)
  const errors = new Float64Array(penalties.length)
  for (const [fold, part] of parts.entries()) {
    await pace(0.5 + fold / (2 * foldCount))
    if (part.rows === 0 || part.rows === whole.rows) continue
    const others = addMoments(parts.filter((other) => other !== part))
    penalties.forEach((penalty, index) => {
      errors[index] = (errors[index] ?? 0) + squaredErrorOn(rows, targets, folds, fold, solve(others, penalty))
    })
  }
  const penalty = leastError(penalties, errors)
  const model = solve(whole, penalty)
  return {
    predict: (asked) => predictLinear(standardise(asked, scale), model),
    write: (graph, edge) => writeLinear(graph, writeStandardised(graph, edge, scale), model),
    chosen: `penalty ${penalty}`,
  }
}

/**
 * Ridge regression with a constant that is not penalised: least squares plus penalty times the squared length of the weights (Hoerl and
 * Kennard 1970), in closed form.
 * @param features [n, columns]
 * @param targets [n, 2]
 */
export function solveRidge(features: Matrix, targets: Matrix, penalty: number): LinearModel {
  return solve(
    momentsOf(features, targets, () => true),
    penalty,
  )
}

/** @returns [n, 2] */
export function predictLinear(features: Matrix, { weights, constants }: LinearModel): Matrix {
  const values = new Float64Array(features.rows * outputs)
  for (let row = 0; row < features.rows; row += 1)
    weights.forEach((own, output) => (values[row * outputs + output] = (constants[output] ?? 0) + dot(own, rowOf(features, row))))
  return { rows: features.rows, columns: outputs, values }
}

function emptyMoments(columns: number): Moments {
  const products = Array.from({ length: outputs }, () => new Float64Array(columns))
  const labels = new Float64Array(outputs)
  return { columns, rows: 0, squares: new Float64Array(columns * columns), sums: new Float64Array(columns), products, labels }
}

function momentsOf(features: Matrix, targets: Matrix, counts: (row: number) => boolean): Moments {
  const { columns } = features
  const moments = emptyMoments(columns)
  const { squares, sums, products, labels } = moments
  for (let row = 0; row < features.rows; row += 1) {
    if (!counts(row)) continue
    const own = rowOf(features, row)
    moments.rows += 1
    for (let one = 0; one < columns; one += 1) {
      const value = own[one] ?? 0
      sums[one] = (sums[one] ?? 0) + value
      for (let other = 0; other <= one; other += 1)
        squares[one * columns + other] = (squares[one * columns + other] ?? 0) + value * (own[other] ?? 0)
    }
    products.forEach((product, output) => {
      const label = targets.values[row * outputs + output] ?? 0
      labels[output] = (labels[output] ?? 0) + label
      own.forEach((value, column) => (product[column] = (product[column] ?? 0) + value * label))
    })
  }
  return moments
}

function addMoments(parts: readonly Moments[]): Moments {
  const whole = emptyMoments(parts[0]?.columns ?? 0)
  const add = (to: Float64Array, from: Float64Array): void => from.forEach((value, index) => (to[index] = (to[index] ?? 0) + value))
  for (const part of parts) {
    whole.rows += part.rows
    add(whole.squares, part.squares)
    add(whole.sums, part.sums)
    add(whole.labels, part.labels)
    whole.products.forEach((product, output) => add(product, part.products[output] ?? product))
  }
  return whole
}

function solve({ rows, columns, squares, sums, products, labels }: Moments, penalty: number): LinearModel {
  const centred = new Float64Array(columns * columns)
  for (let one = 0; one < columns; one += 1) {
    for (let other = 0; other <= one; other += 1) {
      const at = one * columns + other
      centred[at] = (squares[at] ?? 0) - ((sums[one] ?? 0) * (sums[other] ?? 0)) / rows + (one === other ? penalty : 0)
    }
  }
  const isSolvable = factorPositive(centred, columns)
  const weights = products.map((product, output) => {
    const right = product.map((value, column) => value - ((sums[column] ?? 0) * (labels[output] ?? 0)) / rows)
    return isSolvable ? solveFactored(centred, right) : new Float64Array(columns)
  })
  return { weights, constants: labels.map((label, output) => (label - dot(weights[output] ?? sums, sums)) / rows) }
}

function squaredErrorOn(features: Matrix, targets: Matrix, folds: Int32Array, fold: number, { weights, constants }: LinearModel): number {
  let error = 0
  for (let row = 0; row < features.rows; row += 1) {
    if (folds[row] !== fold) continue
    weights.forEach((own, output) => {
      const guess = (constants[output] ?? 0) + dot(own, rowOf(features, row))
      error += (guess - (targets.values[row * outputs + output] ?? 0)) ** 2
    })
  }
  return error
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let index = 0; index < one.length; index += 1) sum += (one[index] ?? 0) * (other[index] ?? 0)
  return sum
}

import { createRandom } from '@shared/domain/random'
import { innerFolds, leastError, someRows } from './inner-folds'
import { type Learnt, outputs, type Pace } from './learner'
import { type Matrix, takeRows } from './matrix'
import { writeLinear } from './linear-graph'
import type { LinearModel } from './linear-model'
import { type SparseRows, timesVector, transposedTimesVector } from './sparse'

/** Penalties that are tried, the strongest first: for rows of length 1. */
const penalties = [30, 10, 3, 1, 0.3, 0.1] as const
const foldCount = 3
/** The penalty is chosen on so many rows at most: it is a ratio of variances, which their number does not change. */
const mostRowsToChoose = 1500
/** The residual as a part of the labels at which equations count as solved: for a choice, and for the model. */
const roughly = 1e-3
const exactly = 1e-8
const mostSteps = 1000

/** Rows that are linear in what they say of labels, and their labels. */
export interface SparseExamples {
  readonly features: SparseRows
  readonly targets: Matrix
  readonly groups: Int32Array
}

/** Learns ridge regression of sparse rows; its penalty is the one that predicts inner folds of the training rows best. */
export async function fitSparseRidge(examples: SparseExamples, seed: number, pace: Pace): Promise<Learnt<SparseRows>> {
  const penalty = await choosePenalty(examples, seed, pace)
  const model = await solveSparseRidge(examples.features, examples.targets, penalty, pace)
  return {
    predict: (asked) => predictSparse(asked, model),
    write: (graph, edge) => writeLinear(graph, edge, model),
    chosen: `penalty ${penalty}`,
  }
}

async function choosePenalty({ features, targets, groups }: SparseExamples, seed: number, pace: Pace): Promise<number> {
  const random = createRandom(seed)
  const rows = someRows(features.rows.length, mostRowsToChoose, random)
  const folds = innerFolds(
    rows.map((row) => groups[row] ?? 0),
    foldCount,
    random,
  )
  const errors = new Float64Array(penalties.length)
  for (let fold = 0; fold < foldCount; fold += 1) {
    await pace(fold / (foldCount + 1))
    const learnt = rows.filter((_, index) => folds[index] !== fold)
    const left = rows.filter((_, index) => folds[index] === fold)
    if (learnt.length === 0 || left.length === 0) continue
    const labels = takeRows(targets, left).values
    for (const [index, penalty] of penalties.entries()) {
      const model = await solveSparseRidge(someOf(features, learnt), takeRows(targets, learnt), penalty, () => Promise.resolve(), roughly)
      const guesses = predictSparse(someOf(features, left), model).values
      errors[index] = (errors[index] ?? 0) + guesses.reduce((sum, guess, at) => sum + (guess - (labels[at] ?? 0)) ** 2, 0)
    }
  }
  return leastError(penalties, errors)
}

function someOf({ rows, columns }: SparseRows, wanted: Int32Array): SparseRows {
  return { rows: Array.from(wanted, (row) => rows[row] ?? { columns: new Int32Array(0), values: new Float64Array(0) }), columns }
}

/**
 * Ridge regression with a constant that is not penalised, in its dual form: (H·X·Xᵀ·H + penalty)·a = H·y with H that takes off the mean,
 * weights Xᵀ·a (Saunders, Gammerman and Vovk 1998), by conjugate gradients.
 * @param targets [n, 2]
 * @param precision residual at which to end, as a part of the labels'
 */
export async function solveSparseRidge(
  features: SparseRows,
  targets: Matrix,
  penalty: number,
  pace: Pace,
  precision = exactly,
): Promise<LinearModel> {
  const means = transposedTimesVector(features, new Float64Array(targets.rows).fill(1 / targets.rows))
  const weights: Float64Array[] = []
  const constants = new Float64Array(outputs)
  for (let output = 0; output < outputs; output += 1) {
    await pace(1)
    const labels = Float64Array.from({ length: targets.rows }, (_, row) => targets.values[row * outputs + output] ?? 0)
    const mean = labels.reduce((sum, label) => sum + label, 0) / labels.length
    const dual = solveDual(features, centre(labels), penalty, precision)
    const own = transposedTimesVector(features, dual)
    weights.push(own)
    constants[output] = mean - dot(own, means)
  }
  return { weights, constants }
}

/** Conjugate gradients (Hestenes and Stiefel 1952). @param right centred labels */
function solveDual(features: SparseRows, right: Float64Array, penalty: number, precision: number): Float64Array {
  const solution = new Float64Array(right.length)
  const residual = right.slice()
  let direction = right.slice()
  let size = dot(residual, residual)
  const enough = size * precision ** 2
  for (let step = 0; step < mostSteps && size > enough; step += 1) {
    const image = centre(timesVector(features, transposedTimesVector(features, direction)))
    direction.forEach((value, row) => (image[row] = (image[row] ?? 0) + penalty * value))
    const length = size / dot(direction, image)
    direction.forEach((value, row) => {
      solution[row] = (solution[row] ?? 0) + length * value
      residual[row] = (residual[row] ?? 0) - length * (image[row] ?? 0)
    })
    const next = dot(residual, residual)
    direction = direction.map((value, row) => (residual[row] ?? 0) + (next / size) * value)
    size = next
  }
  return solution
}

/** @returns [n, 2] */
export function predictSparse(features: SparseRows, { weights, constants }: LinearModel): Matrix {
  const values = new Float64Array(features.rows.length * outputs)
  weights.forEach((own, output) => {
    timesVector(features, own).forEach((value, row) => (values[row * outputs + output] = value + (constants[output] ?? 0)))
  })
  return { rows: features.rows.length, columns: outputs, values }
}

function centre(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.map((value) => value - mean)
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let index = 0; index < one.length; index += 1) sum += (one[index] ?? 0) * (other[index] ?? 0)
  return sum
}

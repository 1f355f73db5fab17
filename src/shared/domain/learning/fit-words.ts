import { dimensions, type PlanePoint } from '../plane'
import { coordinateUnit, type FitLayout, type FitSettings, layOut, valuesAt } from './fit-parameters'
import { solvePositive } from './solve'
import { derivedLabel, type LabelledWords, squaredErrorOf, type WordPrior, type WordValues } from './word-model'

/** What a fit has found. */
export interface FittedWords extends WordValues {
  /** Parameters from which a fit to the same tracks with another strength may begin. */
  readonly parameters: Float64Array
}

const mostSteps = 25
const mostHalvings = 8
const smallestGain = 1e-5

/** Tracks, prior and parameters of one fit. */
interface Problem {
  readonly tracks: readonly LabelledWords[]
  readonly prior: WordPrior
  readonly layout: FitLayout
}

interface Estimate {
  readonly parameters: Float64Array
  readonly values: WordValues
  readonly loss: number
}

/**
 * Fits the words' values to what people say by regularised least squares (Gauss–Newton with step halving): the sum over tracks of the
 * squared errors of both dimensions plus what the departures from the prior cost.
 * @param prior values to depart from; words that too few tracks carry keep theirs
 * @param start parameters of a fit to the same tracks; the prior unless given
 */
export function fitWords(tracks: readonly LabelledWords[], prior: WordPrior, settings: FitSettings, start?: Float64Array): FittedWords {
  const problem: Problem = { tracks, prior, layout: layOut(tracks, prior, settings) }
  let estimate = estimateAt(problem, start ?? new Float64Array(problem.layout.size))
  for (let step = 0; step < mostSteps && problem.layout.size > 0; step += 1) {
    const direction = solveStep(problem, estimate)
    const next = direction && shorten(problem, estimate, direction)
    if (!next) break
    const gain = estimate.loss - next.loss
    estimate = next
    if (gain < smallestGain * next.loss) break
  }
  return { ...estimate.values, parameters: estimate.parameters }
}

function estimateAt({ tracks, prior, layout }: Problem, parameters: Float64Array): Estimate {
  const values = valuesAt(prior, layout, parameters)
  const errors = tracks.reduce((sum, track) => sum + squaredErrorOf(track, values), 0)
  const departures = parameters.reduce((sum, parameter, index) => sum + (layout.costs[index] ?? 0) * parameter ** 2, 0)
  return { parameters, values, loss: errors + departures }
}

/** The longest of the halved steps that lowers the loss; null when none does. */
function shorten(problem: Problem, { parameters, loss }: Estimate, direction: Float64Array): Estimate | null {
  for (let halving = 0; halving <= mostHalvings; halving += 1) {
    const length = 2 ** -halving
    const next = estimateAt(
      problem,
      parameters.map((parameter, index) => parameter + length * (direction[index] ?? 0)),
    )
    if (next.loss < loss) return next
  }
  return null
}

/** The normal equations of a step: the lower half of JᵀJ, [size, size], and Jᵀr, [size], with the parameters' costs. */
interface NormalEquations {
  readonly matrix: Float64Array
  readonly right: Float64Array
}

/** The step of Gauss and Newton, [size]; null where the equations have no solution. */
function solveStep({ tracks, layout }: Problem, { parameters, values }: Estimate): Float64Array | null {
  const { size, costs } = layout
  const equations: NormalEquations = { matrix: new Float64Array(size * size), right: new Float64Array(size) }
  const most = tracks.reduce((longest, { words }) => Math.max(longest, words.length), 0)
  const scratch: Scratch = { shares: new Float64Array(most), indexes: new Int32Array(2 * most), slopes: new Float64Array(2 * most) }
  for (const track of tracks) addTrack(track, { values, layout }, scratch, equations)
  for (let index = 0; index < size; index += 1) {
    const cost = costs[index] ?? 0
    equations.matrix[index * size + index] = (equations.matrix[index * size + index] ?? 0) + cost
    equations.right[index] = (equations.right[index] ?? 0) - cost * (parameters[index] ?? 0)
  }
  return solvePositive(equations.matrix, equations.right)
}

/** Room for what one track adds, filled anew for each. */
interface Scratch {
  readonly shares: Float64Array
  readonly indexes: Int32Array
  readonly slopes: Float64Array
}

type Model = Pick<Problem, 'layout'> & Pick<Estimate, 'values'>

function addTrack(track: LabelledWords, model: Model, scratch: Scratch, equations: NormalEquations): void {
  const point = derivedLabel(track, model.values, scratch.shares)
  for (const dimension of dimensions) {
    const slopes = slopesOf(track, dimension, point[dimension], model, scratch)
    addSlopes(scratch, slopes, track.label[dimension] - point[dimension], model.layout.size, equations)
  }
}

/** Writes how one coordinate of a track's label changes with each parameter that it depends on. @returns how many those are */
function slopesOf(
  { words }: LabelledWords,
  dimension: keyof PlanePoint,
  coordinate: number,
  { values, layout }: Model,
  { shares, indexes, slopes }: Scratch,
): number {
  let count = 0
  const add = (index: number, slope: number): void => {
    if (index < 0) return
    indexes[count] = index
    slopes[count] = slope
    count += 1
  }
  for (let position = 0; position < words.length; position += 1) {
    const [word, share] = [words[position] ?? 0, shares[position] ?? 0]
    add(layout.weightAt[word] ?? -1, share * ((values[dimension][word] ?? 0) - coordinate))
    add(layout.coordinateAt[dimension][word] ?? -1, share * coordinateUnit)
  }
  return count
}

function addSlopes({ indexes, slopes }: Scratch, count: number, residual: number, size: number, { matrix, right }: NormalEquations): void {
  for (let one = 0; one < count; one += 1) {
    const [row, slope] = [indexes[one] ?? 0, slopes[one] ?? 0]
    right[row] = (right[row] ?? 0) + slope * residual
    for (let other = 0; other < count; other += 1) {
      const column = indexes[other] ?? 0
      if (column > row) continue
      matrix[row * size + column] = (matrix[row * size + column] ?? 0) + slope * (slopes[other] ?? 0)
    }
  }
}

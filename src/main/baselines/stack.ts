import { type Dimension, dimensions, type LabelPoint, type PlanePoint } from '@shared/domain/plane'

/** What one member of a stack says of some samples it did not learn from, in their order. */
export type MemberPoints = readonly (readonly PlanePoint[])[]

/** The weight of each member for a dimension. */
export type StackWeights = Readonly<Record<Dimension, readonly number[]>>

/** Held-out samples: what is true of them (null where that is unknown), the fold that left them out, and what each member says. */
export interface StackedSamples {
  readonly observed: readonly LabelPoint[]
  readonly folds: readonly number[]
  readonly members: MemberPoints
}

/**
 * A stack's predictions out of fold, within the plane: those of a fold are joined by weights that follow from the other folds alone.
 * @returns one point a sample
 */
export function stackOutOfFold(samples: StackedSamples): PlanePoint[] {
  const weights = new Map([...new Set(samples.folds)].map((fold) => [fold, stackWeights(samples, (own) => own !== fold)]))
  return samples.observed.map((_, index) => joinedPoint(weights.get(samples.folds[index] ?? -1), samples.members, index))
}

/**
 * Weights ≥ 0 with the least squared error over the samples of some folds (stacked regressions; Breiman 1996). The members' predictions
 * are out of fold, so that one that remembers its training gets no weight for it.
 */
export function stackWeights({ observed, folds, members }: StackedSamples, isUsed: (fold: number) => boolean): StackWeights {
  const of = (dimension: Dimension): number[] => {
    const used = observed.flatMap((label, index) => (label[dimension] !== null && isUsed(folds[index] ?? -1) ? [index] : []))
    return nonNegativeLeastSquares(
      members.map((points) => Float64Array.from(used, (index) => points[index]?.[dimension] ?? 0)),
      Float64Array.from(used, (index) => observed[index]?.[dimension] ?? 0),
    )
  }
  return { valence: of('valence'), arousal: of('arousal') }
}

function joinedPoint(weights: StackWeights | undefined, members: MemberPoints, index: number): PlanePoint {
  const of = (dimension: Dimension): number =>
    members.reduce((sum, points, member) => sum + (weights?.[dimension][member] ?? 0) * (points[index]?.[dimension] ?? 0), 0)
  const [valence, arousal] = dimensions.map((dimension) => Math.min(1, Math.max(-1, of(dimension))))
  return { valence: valence ?? 0, arousal: arousal ?? 0 }
}

const mostRounds = 10_000
const smallestChange = 1e-10

/**
 * Weights ≥ 0 that make the weighted sum of columns closest to a target, by descent along one weight at a time.
 * @param columns of equal length; one of zeros gets the weight 0
 */
export function nonNegativeLeastSquares(columns: readonly Float64Array[], target: Float64Array): number[] {
  const weights = columns.map(() => 0)
  const rest = Float64Array.from(target)
  const squares = columns.map((column) => column.reduce((sum, number) => sum + number ** 2, 0))
  for (let round = 0; round < mostRounds; round += 1) {
    let largest = 0
    columns.forEach((column, index) => {
      const [square = 0, old = 0] = [squares[index], weights[index]]
      if (square === 0) return
      const slope = column.reduce((sum, number, row) => sum + number * (rest[row] ?? 0), 0)
      const next = Math.max(0, old + slope / square)
      if (next === old) return
      weights[index] = next
      for (let row = 0; row < rest.length; row += 1) rest[row] = (rest[row] ?? 0) - (next - old) * (column[row] ?? 0)
      largest = Math.max(largest, Math.abs(next - old))
    })
    if (largest < smallestChange) break
  }
  return weights
}

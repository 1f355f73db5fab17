/** A linear model: weights [outputs][columns] and a constant for each output. */
export interface LinearModel {
  readonly weights: readonly Float64Array[]
  readonly constants: Float64Array
}

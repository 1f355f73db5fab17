/** Features of tracks: [tracks] of [features]. */
export type Features = readonly Float64Array[]

const folds = 5

/**
 * Prepares ridge regression of some features, each track predicted by a model that did not see it.
 * @param features [tracks][features]; a constant is added
 * @param ridge strength, in tracks of a feature with variance 1
 * @returns gives the out-of-fold predictions for labels: [tracks] to [tracks]
 */
export function outOfFoldRidge(features: Features, ridge: number): (labels: Float64Array) => Float64Array {
  const rows = standardised(features)
  const parts = Array.from({ length: folds }, (_, fold) => {
    const training = rows.flatMap((row, index) => (index % folds === fold ? [] : [{ row, index }]))
    return {
      fold,
      training,
      factor: cholesky(
        gramOf(
          training.map(({ row }) => row),
          ridge,
        ),
      ),
    }
  })
  return (labels) => {
    const predictions = new Float64Array(labels.length)
    for (const { fold, training, factor } of parts) {
      const mean = training.reduce((sum, { index }) => sum + (labels[index] ?? 0), 0) / training.length
      const product = new Float64Array(factor.length)
      for (const { row, index } of training) {
        const label = (labels[index] ?? 0) - mean
        row.forEach((value, feature) => (product[feature] = (product[feature] ?? 0) + value * label))
      }
      const weights = solve(factor, product)
      for (let index = fold; index < labels.length; index += folds) {
        predictions[index] = mean + (rows[index] ?? product).reduce((sum, value, feature) => sum + value * (weights[feature] ?? 0), 0)
      }
    }
    return predictions
  }
}

function standardised(features: Features): Float64Array[] {
  const width = features[0]?.length ?? 0
  const moments = Array.from({ length: width }, (_, feature) => {
    const mean = features.reduce((sum, row) => sum + (row[feature] ?? 0), 0) / features.length
    const variance = features.reduce((sum, row) => sum + ((row[feature] ?? 0) - mean) ** 2, 0) / features.length
    return { mean, deviation: Math.sqrt(variance) || 1 }
  })
  return features.map((row) => Float64Array.from(moments, ({ mean, deviation }, feature) => ((row[feature] ?? 0) - mean) / deviation))
}

function gramOf(rows: Features, ridge: number): Float64Array[] {
  const width = rows[0]?.length ?? 0
  const gram = Array.from({ length: width }, (_, feature) => {
    const line = new Float64Array(width)
    line[feature] = ridge
    return line
  })
  for (const row of rows) {
    for (let one = 0; one < width; one += 1) {
      const [line, value] = [gram[one], row[one] ?? 0]
      if (!line || value === 0) continue
      for (let other = 0; other <= one; other += 1) line[other] = (line[other] ?? 0) + value * (row[other] ?? 0)
    }
  }
  return gram
}

/** The lower factor of a positive definite matrix, in the matrix itself. */
function cholesky(matrix: Float64Array[]): Float64Array[] {
  matrix.forEach((line, row) => {
    for (let column = 0; column <= row; column += 1) {
      const other = matrix[column] ?? line
      let sum = line[column] ?? 0
      for (let index = 0; index < column; index += 1) sum -= (line[index] ?? 0) * (other[index] ?? 0)
      line[column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (other[column] ?? 1)
    }
  })
  return matrix
}

function solve(factor: readonly Float64Array[], product: Float64Array): Float64Array {
  const solution = product.slice()
  factor.forEach((line, row) => {
    for (let column = 0; column < row; column += 1) solution[row] = (solution[row] ?? 0) - (line[column] ?? 0) * (solution[column] ?? 0)
    solution[row] = (solution[row] ?? 0) / (line[row] ?? 1)
  })
  for (let row = factor.length - 1; row >= 0; row -= 1) {
    for (let below = row + 1; below < factor.length; below += 1) {
      solution[row] = (solution[row] ?? 0) - (factor[below]?.[row] ?? 0) * (solution[below] ?? 0)
    }
    solution[row] = (solution[row] ?? 0) / (factor[row]?.[row] ?? 1)
  }
  return solution
}

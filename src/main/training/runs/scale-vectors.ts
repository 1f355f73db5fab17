import type { WeightTensor } from '../../network/weights'

/**
 * Word vectors, all multiplied by one number, so that a number of a vector has a root mean square over the words of the texts. Batch
 * normalisation makes networks blind to the length of vectors once they have trained for long; but its running moments begin at 0 and 1,
 * so that after few steps a network would predict as if short vectors did not differ (docs/decisions/0013).
 * @param table shape [words + 1, size]; row 0 is the padding's zeros
 * @param wanted root mean square
 * @param counts how often each word occurs, the first of row 1; shape [words]
 */
export function scaleVectors({ dims, data }: WeightTensor, counts: readonly number[], wanted = 1): WeightTensor {
  const [, size = 1] = dims
  let [squares, words] = [0, 0]
  for (const [index, count] of counts.entries()) {
    const row = data.subarray((index + 1) * size, (index + 2) * size)
    squares += count * row.reduce((sum, value) => sum + value * value, 0)
    words += count
  }
  const rootMeanSquare = Math.sqrt(squares / Math.max(1, words * size))
  return rootMeanSquare === 0 ? { dims, data } : { dims, data: data.map((value) => (value / rootMeanSquare) * wanted) }
}

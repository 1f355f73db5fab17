import type { PlannedLayer } from '../network/plan'

/** ReLU before max pooling equals ReLU after it, gradients included, on fewer numbers. */
export function commutePooling(layers: readonly PlannedLayer[]): PlannedLayer[] {
  const result = [...layers]
  for (let index = 0; index + 1 < result.length; index += 1) {
    const [first, second] = [result[index], result[index + 1]]
    if (first?.layer.type === 'relu' && second?.layer.type === 'max-pooling') result.splice(index, 2, second, first)
  }
  return result
}

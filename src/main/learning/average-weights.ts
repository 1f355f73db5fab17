import { movedTensors, type Weights, type WeightTensor } from '../network/weights'
import type { NetworkPlan } from '../network/plan'

/**
 * Goes on with the mean of a network's weights over its epochs: average + (weights − average) / min(epoch, epochs), which is the plain
 * mean of the first `epochs` epochs and then forgets older ones exponentially. Running statistics are averaged alike; all other tensors
 * are those of `weights`.
 * @param average after the epoch before; null before the first
 * @param epoch counted from 1, that `weights` come from
 * @returns new tensors for what is averaged
 */
export function averageWeights(plan: NetworkPlan, average: Weights | null, weights: Weights, epoch: number, epochs: number): Weights {
  const share = 1 / Math.min(epoch, epochs)
  const averaged = movedTensors(plan).flatMap((name): [string, WeightTensor][] => {
    const present = weights.get(name)
    if (present === undefined) return []
    const before = average?.get(name)?.data ?? present.data
    return [[name, { dims: present.dims, data: before.map((value, index) => value + share * ((present.data[index] ?? value) - value)) }]]
  })
  const others = [...weights].map(([name, { dims, data }]): [string, WeightTensor] => [name, { dims, data: Float32Array.from(data) }])
  return new Map([...others, ...averaged])
}

import { momentsAmong } from '../../network/moments'
import type { NetworkPlan } from '../../network/plan'
import { type Weights, weightNamed, weightSpecifications, type WeightTensor } from '../../network/weights'
import type { KeptTensors } from './kept-tensors'

/**
 * A copy of all tensors of a network under training.
 * @param opened the weights that the training began with: what it does not move is taken from there
 * @param into an earlier copy, to be written over and returned
 */
export async function copyWeights(tensors: KeptTensors, plan: NetworkPlan, opened: Weights, into?: Weights): Promise<Weights> {
  const ofNetwork = weightSpecifications(plan)
  const moments = momentsAmong(plan, opened)
  const specifications = [...ofNetwork, ...moments]
  const ofSteps = ofNetwork.filter(({ role }) => role === 'trained' || role === 'statistic')
  const moved = [...ofSteps, ...moments].map(({ name }) => name)
  const present = await tensors.read(moved)
  const numbersOf = (name: string): Float32Array => present.get(name) ?? weightNamed(opened, name).data
  if (into === undefined)
    return new Map(
      specifications.map(({ name, dims }): [string, WeightTensor] => [name, { dims, data: Float32Array.from(numbersOf(name)) }]),
    )
  for (const { name } of specifications) into.get(name)?.data.set(numbersOf(name))
  return into
}

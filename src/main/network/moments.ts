import type { NetworkPlan } from './plan'
import { type Weights, type WeightSpecification, weightSpecifications, type WeightTensor } from './weights'

/** Adam's settings (Kingma and Ba 2015), as PyTorch's defaults. */
export const adam = { firstDecay: 0.9, secondDecay: 0.999, epsilon: 1e-8 } as const

/** Names of the running means of a tensor's gradient and of its square. */
export const momentNames = {
  first: (tensor: string): string => `first moment of ${tensor}`,
  second: (tensor: string): string => `second moment of ${tensor}`,
}

/** What Adam keeps beside a network's tensors: two moments of each trained one. */
export function momentSpecifications(plan: NetworkPlan): Pick<WeightSpecification, 'name' | 'dims'>[] {
  return weightSpecifications(plan).flatMap(({ name, dims, role }) =>
    role === 'trained' ? [momentNames.first(name), momentNames.second(name)].map((moment) => ({ name: moment, dims })) : [],
  )
}

/** Weights with moments of zero: a session that is opened with moments trains by Adam, and gives them out with the weights. */
export function withMoments(plan: NetworkPlan, weights: Weights): Weights {
  const moments = momentSpecifications(plan).map(({ name, dims }): [string, WeightTensor] => [
    name,
    { dims, data: new Float32Array(dims.reduce((product, size) => product * size, 1)) },
  ])
  return new Map([...weights, ...moments])
}

/** The moments among weights; none where they are to be moved by plain gradients. */
export function momentsAmong(plan: NetworkPlan, weights: Weights): Pick<WeightSpecification, 'name' | 'dims'>[] {
  return momentSpecifications(plan).filter(({ name }) => weights.has(name))
}

/** Weights without moments, as predictions and exports read them. */
export function withoutMoments(plan: NetworkPlan, weights: Weights): Weights {
  const names = new Set(weightSpecifications(plan).map(({ name }) => name))
  return new Map([...weights].filter(([name]) => names.has(name)))
}

/**
 * What the moments of a step are multiplied by, because they began at zero.
 * @param steps how many steps there were, with this one
 */
export function momentCorrections(steps: number): { readonly first: number; readonly secondRoot: number } {
  return { first: 1 / (1 - adam.firstDecay ** steps), secondRoot: 1 / Math.sqrt(1 - adam.secondDecay ** steps) }
}

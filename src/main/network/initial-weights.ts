import { createRandom, mixSeed, type Random } from '@shared/domain/random'
import type { NetworkPlan } from './plan'
import { type Weights, type WeightSpecification, type WeightTensor, weightSpecifications } from './weights'

/**
 * Weights to begin with, as PyTorch makes them: convolution and linear layers uniform in ±1/√(fan in), which is Kaiming's
 * uniform distribution with a = √5 (He et al. 2015) for the weight and PyTorch's rule for the bias; batch normalisation 1 and 0
 * with running statistics 0 and 1; embeddings normal, with zeros for the padding id 0; normalisation constants 0 and 1.
 * @param plan a network whose shapes fit
 * @param seed any whole number; each tensor has its own stream
 */
export function initialWeights(plan: NetworkPlan, seed: number): Weights {
  const specifications = weightSpecifications(plan)
  const dimsByName = new Map(specifications.map(({ name, dims }) => [name, dims]))
  return new Map(
    specifications.map((specification, index) => {
      const random = createRandom(mixSeed(seed, index))
      return [specification.name, initialTensor(specification, dimsByName, random)]
    }),
  )
}

function initialTensor(
  specification: WeightSpecification,
  dimsByName: ReadonlyMap<string, readonly number[]>,
  random: Random,
): WeightTensor {
  const { name, dims } = specification
  const data = new Float32Array(dims.reduce((product, dimension) => product * dimension, 1))
  const layer = name.slice(0, name.lastIndexOf('.'))
  const part = name.slice(layer.length + 1)
  if (part === 'mean' || part === 'running_mean') return { dims, data }
  if (part === 'deviation' || part === 'running_var') return { dims, data: data.fill(1) }
  if (dimsByName.has(`${layer}.running_mean`)) return { dims, data: data.fill(part === 'weight' ? 1 : 0) }
  if (!dimsByName.has(`${layer}.bias`)) return { dims, data: embeddingData(data, dims[1] ?? 1, random) }
  const fanIn = (dimsByName.get(`${layer}.weight`) ?? []).slice(1).reduce((product, dimension) => product * dimension, 1)
  const bound = 1 / Math.sqrt(fanIn)
  return { dims, data: data.map(() => (2 * random.next() - 1) * bound) }
}

function embeddingData(data: Float32Array, size: number, random: Random): Float32Array {
  return data.map((_, index) => (index < size ? 0 : random.normal()))
}

import type { Layer } from '@shared/domain/network'
import { createRandom, mixSeed, type Random } from '@shared/domain/random'
import { layersOf, type NetworkPlan } from './plan'
import { layerSpecifications, type Weights, type WeightSpecification } from './weights'

/**
 * Weights to begin with, as PyTorch makes them: convolution, linear layers and scores of attention uniform in ±1/√(fan in), which is
 * Kaiming's uniform distribution with a = √5 (He et al. 2015) for the weight and PyTorch's rule for the bias; normalisation of batches and
 * layers 1 and 0, with running statistics 0 and 1; embeddings normal, with zeros for the padding id 0; constants of normalisation 0 and 1.
 * @param plan a network whose shapes fit
 * @param seed any whole number; each tensor has its own stream
 */
export function initialWeights(plan: NetworkPlan, seed: number): Weights {
  const tensors = layersOf(plan).flatMap((planned) => {
    const specifications = layerSpecifications(planned)
    return specifications.map((specification) => ({ planned, specification, fanIn: fanInOf(specifications) }))
  })
  return new Map(
    tensors.map(({ planned: { name, layer }, specification, fanIn }, index) => {
      const random = createRandom(mixSeed(seed, index))
      const numberAt = numbersFor(layer, specification.name.slice(name.length + 1), fanIn, random)
      const data = new Float32Array(sizeOf(specification.dims)).map((_, position) => numberAt(position))
      return [specification.name, { dims: specification.dims, data }]
    }),
  )
}

/** How many numbers each output of a layer is a sum of: the weight's dimensions but the first. */
function fanInOf([weight]: readonly WeightSpecification[]): number {
  return sizeOf(weight?.dims.slice(1) ?? [])
}

function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, dimension) => product * dimension, 1)
}

/**
 * Gives the numbers of a tensor one after the other.
 * @param part which tensor of the layer: `weight`, `bias`, …
 */
function numbersFor(layer: Layer, part: string, fanIn: number, random: Random): (index: number) => number {
  switch (layer.type) {
    case 'normalisation':
      return () => (part === 'deviation' ? 1 : 0)
    case 'batch-normalisation':
    case 'layer-normalisation':
      return () => (part === 'weight' || part === 'running_var' ? 1 : 0)
    case 'embedding':
      return (index) => (index < layer.size ? 0 : random.normal())
    case 'convolution':
    case 'attention-pooling':
    case 'linear': {
      const bound = 1 / Math.sqrt(fanIn)
      return () => (2 * random.next() - 1) * bound
    }
    case 'relu':
    case 'clip':
    case 'max-pooling':
    case 'average-pooling':
    case 'global-pooling':
    case 'mel-bands':
    case 'flatten':
    case 'padding':
    case 'residual':
    case 'dropout':
      throw new RangeError(`A layer of the kind ${layer.type} has no tensors.`)
  }
}

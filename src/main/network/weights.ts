import { fail } from '@shared/domain/failure'
import type { NetworkPlan, PlannedLayer } from './plan'
import { layersOf } from './plan'
import type { Shape } from './shapes'

/** A tensor of 32-bit floats, row-major. */
export interface WeightTensor {
  readonly dims: readonly number[]
  readonly data: Float32Array
}

/** All tensors of a network by name: `audio.1.weight`, `audio.2.running_mean`, `head.1.bias`. */
export type Weights = ReadonlyMap<string, WeightTensor>

/** What a tensor is for: a trained parameter, one kept as it is, running statistics, constants of the normalisation. */
type WeightRole = 'trained' | 'fixed' | 'statistic' | 'constant'

/** A tensor that a network needs. */
export interface WeightSpecification {
  readonly name: string
  readonly dims: readonly number[]
  readonly role: WeightRole
}

/**
 * The tensors that a network needs, in PyTorch's layouts: convolution [filters, channels, kernel], linear [units, inputs].
 * @param plan a network whose shapes fit
 */
export function weightSpecifications(plan: NetworkPlan): WeightSpecification[] {
  return layersOf(plan).flatMap(layerSpecifications)
}

/** Names of the tensors that training moves: trained parameters and running statistics. */
export function movedTensors(plan: NetworkPlan): string[] {
  return weightSpecifications(plan).flatMap(({ name, role }) => (role === 'trained' || role === 'statistic' ? [name] : []))
}

/** How many numbers a network has, and how many of them training moves (biases and batch normalisation's pairs included). */
export function parameterCount(plan: NetworkPlan): { total: number; trained: number } {
  const counts = { total: 0, trained: 0 }
  for (const { role, dims } of weightSpecifications(plan)) {
    const size = dims.reduce((product, dimension) => product * dimension, 1)
    if (role === 'trained') counts.trained += size
    if (role === 'trained' || role === 'fixed') counts.total += size
  }
  return counts
}

/**
 * Looks a tensor up.
 * @throws Failure `file-invalid` when the weights do not have it
 */
export function weightNamed(weights: Weights, name: string): WeightTensor {
  return weights.get(name) ?? fail('file-invalid', `The weights have no tensor ${name}.`, 'These weights belong to another network.')
}

/**
 * Checks that weights fit a network.
 * @throws Failure `file-invalid` naming the first tensor that is missing or has another shape
 */
export function checkWeights(plan: NetworkPlan, weights: Weights): void {
  for (const { name, dims } of weightSpecifications(plan)) {
    const found = weightNamed(weights, name).dims
    if (found.join() === dims.join()) continue
    fail(
      'file-invalid',
      `The tensor ${name} has the shape [${found.join(', ')}], not [${dims.join(', ')}].`,
      'These weights belong to another network.',
    )
  }
}

/** The tensors that one layer needs, without those of the layers that it holds. */
export function layerSpecifications({ name, layer, input, frozen }: PlannedLayer): WeightSpecification[] {
  const learned: WeightRole = frozen ? 'fixed' : 'trained'
  const tensor = (part: string, role: WeightRole, ...dims: number[]): WeightSpecification => ({ name: `${name}.${part}`, dims, role })
  const channels = channelsOf(input)
  switch (layer.type) {
    case 'normalisation':
      if (layer.by === 'excerpt') return []
      return ['mean', 'deviation'].map((part) => tensor(part, 'constant', layer.by === 'global' ? 1 : channels))
    case 'embedding':
      return [tensor('weight', layer.trained ? learned : 'fixed', vocabularySizeOf(input), layer.size)]
    case 'convolution':
      return [tensor('weight', learned, layer.filters, channels, layer.kernel), tensor('bias', learned, layer.filters)]
    case 'linear':
      return [tensor('weight', learned, layer.units, channels), tensor('bias', learned, layer.units)]
    case 'batch-normalisation':
      return [
        tensor('weight', learned, channels),
        tensor('bias', learned, channels),
        tensor('running_mean', 'statistic', channels),
        tensor('running_var', 'statistic', channels),
      ]
    case 'layer-normalisation':
      return [tensor('weight', learned, channels), tensor('bias', learned, channels)]
    case 'attention-pooling':
      return [tensor('weight', learned, 1, channels)]
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
      return []
  }
}

function channelsOf(shape: Shape): number {
  if (shape.kind === 'sequence') return shape.channels
  return shape.kind === 'vector' ? shape.units : 0
}

function vocabularySizeOf(shape: Shape): number {
  return shape.kind === 'tokens' ? shape.vocabularySize : 0
}

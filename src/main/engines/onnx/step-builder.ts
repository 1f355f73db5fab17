import type { GraphValue } from '../../onnx/graph'
import type { WeightSpecification } from '../../network/weights'
import { batchNormalisationMomentum } from '../../network/constants'
import { type Attributes, createGraphBuilder, type Edge, type GraphBuilder, real } from './graph-builder'

/** Hands the gradients out, or moves the weights by them: new = kept · old − gradient. */
export type StepKind = { readonly kind: 'gradients' } | { readonly kind: 'update'; readonly kept: number }

/** Names of what a step reads and gives besides the inputs of the network and its tensors. */
export const stepNames = {
  targets: 'targets',
  outputs: 'outputs',
  /** One over the samples of the batch, []. */
  inverseSize: 'inverse size',
  /** What the gradient of the loss is multiplied by: 1 for the gradients, the learning rate for an update. */
  rate: 'rate',
  /** Ones, [1, n]. */
  ones: 'ones',
  /** Distinct token ids of a batch, int32 [u], and the index of each of its tokens among them, int32 [n, length]. */
  words: (modality: string): string => `words of ${modality}`,
  wordIndices: (modality: string): string => `word indices of ${modality}`,
  mask: (layer: string): string => `mask of ${layer}`,
  /** A tensor's gradient, or its new value. */
  result: (tensor: string): string => `new ${tensor}`,
  /** A tensor's new value that is written over the old one. */
  overwriting: (tensor: string): string => `over ${tensor}`,
}

/** Where rows have the same index, onnxruntime's threads overwrite each other's sums: a graph with this operator runs on one thread. */
export const addingOperator = 'ScatterND'

/** A training step while it is written. Gradients carry the factor that the fed `rate` is. */
export interface StepBuilder {
  readonly graph: GraphBuilder
  /** One over the samples of the batch. */
  inverseSize(): Edge
  /** A tensor of the network, under the shape that its first user gives it. */
  tensor(name: string, dims?: readonly number[]): Edge
  isTrained(name: string): boolean
  /** The dropout mask of a layer, [n, …dims]. */
  mask(layer: string, dims: readonly number[]): Edge
  /** Learns from a gradient of the tensor's shape. */
  learn(name: string, gradient: Edge): void
  /** A tensor whose gradient is zero: only the weight decay moves it. */
  learnNothing(name: string): void
  /**
   * Learns from a gradient that is the matrix product aᵀ · b.
   * @param isLast nothing but the gradient follows from the tensor's old value any more: the new one may be written over it
   */
  learnProduct(name: string, a: Edge, b: Edge, isLast: boolean): void
  /** Learns from the sum over the rows of a gradient [n, units]; the tensor's shape is [1, units]. */
  learnRowSum(name: string, rows: Edge): void
  /** Adds rows [m, size] to those of a matrix whose indices are given, [m, 1]; an index may occur more than once. */
  addRows(matrix: Edge, indices: Edge, rows: Edge): Edge
  /** Moves running statistics towards those of the batch. */
  observe(name: string, value: Edge): void
}

/**
 * Begins a step.
 * @param specifications of all tensors of the network
 */
export function createStepBuilder(specifications: readonly WeightSpecification[], step: StepKind): StepBuilder {
  const graph = createGraphBuilder()
  const known = new Map(specifications.map((specification) => [specification.name, specification]))
  const shapes = new Map<string, readonly number[]>()
  const tensor: StepBuilder['tensor'] = (name, dims = known.get(name)?.dims) => {
    const shape = shapes.get(name) ?? dims
    if (shape === undefined) throw new RangeError(`The network has no tensor ${name}.`)
    shapes.set(name, shape)
    return graph.input(name, shape)
  }
  const give = (name: string, value: Edge, result = stepNames.result(name)): void => {
    tensor(name)
    graph.output(result, value, shapes.get(name) ?? [])
  }
  const learnGemm = (name: string, a: Edge, b: Edge, attributes: Attributes, isLast = false): void => {
    if (step.kind === 'gradients') return give(name, graph.node('Gemm', [a, b], attributes))
    const moved = graph.node('Gemm', [a, b, tensor(name)], { ...attributes, alpha: real(-1), beta: real(step.kept) })
    give(name, moved, isLast ? stepNames.overwriting(name) : stepNames.result(name))
  }
  const learn: StepBuilder['learn'] = (name, gradient) =>
    give(name, step.kind === 'update' ? moved(graph, tensor(name), step.kept, gradient) : gradient)
  return {
    graph,
    inverseSize: () => graph.input(stepNames.inverseSize, []),
    tensor,
    isTrained: (name) => known.get(name)?.role === 'trained',
    mask: (layer, dims) => graph.input(stepNames.mask(layer), batchOf(dims)),
    learn,
    learnNothing: (name) => learn(name, graph.node('Mul', [tensor(name), graph.number(0)])),
    learnProduct: (name, a, b, isLast) => learnGemm(name, a, b, { transA: 1 }, isLast),
    learnRowSum: (name, rows) => learnGemm(name, graph.input(stepNames.ones, [1, 'n']), rows, {}),
    addRows: (matrix, indices, rows) =>
      graph.node(addingOperator, [matrix, indices, rows], { reduction: { kind: 'string', value: 'add' } }),
    observe: (name, value) => {
      if (step.kind === 'update') give(name, mixed(graph, tensor(name), value))
    },
  }
}

function batchOf(dims: readonly number[]): GraphValue['dims'] {
  return ['n', ...dims]
}

function moved(graph: GraphBuilder, old: Edge, kept: number, gradient: Edge): Edge {
  return graph.node('Sub', [kept === 1 ? old : graph.node('Mul', [old, graph.number(kept)]), gradient])
}

/** (1 − momentum) · running + momentum · new. */
function mixed(graph: GraphBuilder, running: Edge, observed: Edge): Edge {
  const old = graph.node('Mul', [running, graph.number(1 - batchNormalisationMomentum)])
  return graph.node('Add', [old, graph.node('Mul', [observed, graph.number(batchNormalisationMomentum)])])
}

import type { Optimiser } from '@shared/domain/network'
import { batchNormalisationMomentum } from '../../network/constants'
import type { WeightSpecification } from '../../network/weights'
import type { ElementType, GraphValue } from '../../onnx/graph'
import { type Attributes, type Edge, type GraphBuilder, real } from './graph-builder'
import { unpackedMask } from './mask-bits'
import { adamChange } from './adam-change'
import type { GraphForm, TensorEdges } from './tensor-edges'

/** Hands the gradients out, or moves the weights by them: new = kept · old − gradient, or less what Adam makes of it. */
export type StepKind = { readonly kind: 'gradients' } | { readonly kind: 'update'; readonly kept: number; readonly optimiser?: Optimiser }

/** Names of what a step reads and gives besides the inputs of the network and its tensors. */
export const stepNames = {
  targets: 'targets',
  outputs: 'outputs',
  /** Sum over all steps since it was last 0 of half the squared errors of their known targets, []. */
  loss: 'loss',
  /** One over the samples of the batch, []. */
  inverseSize: 'inverse size',
  /** Two over the known targets of the batch, []; 0 without any. */
  inverseKnown: 'inverse of the known targets',
  /** 1 for each known target, 0 for the others, [n, 2]; of graphs whose targets may be unknown. */
  known: 'known targets',
  /** What the gradient of the loss is multiplied by: 1 for the gradients, the learning rate for an update. */
  rate: 'rate',
  /** For Adam: the learning rate with the correction of the first moment, and the root of that of the second. */
  momentRate: 'rate of the first moment',
  secondRoot: 'correction of the second moment',
  /** Ones, [1, n]. */
  ones: 'ones',
  /** Which of the held samples make the batch, int32 [n]. */
  rows: 'rows',
  /** What is held of a modality, or of the targets, for all samples. */
  held: (input: string): string => `held ${input}`,
  /** Distinct token ids of a batch, int32 [u], and the index of each of its tokens among them, int32 [n, length]. */
  words: (modality: string): string => `words of ${modality}`,
  wordIndices: (modality: string): string => `word indices of ${modality}`,
  mask: (layer: string): string => `mask of ${layer}`,
  /** An input of one of several steps in a graph. */
  inStep: (name: string, step: number): string => (step === 0 ? name : `${name} of step ${step}`),
}

/** Where rows have the same index, onnxruntime's threads overwrite each other's sums: a graph with this operator runs on one thread. */
export const addingOperator = 'ScatterND'

/** A training step while it is written. Gradients carry the factor that the fed `rate` is. */
export interface StepBuilder {
  readonly graph: GraphBuilder
  readonly form: GraphForm
  /** Declares an input of this step; a free dimension is this step's own. */
  input(name: string, dims: GraphValue['dims'], elementType?: ElementType): Edge
  /** One over the samples of the batch. */
  inverseSize(): Edge
  /** A tensor of the network, under the shape that its first user gives it. */
  tensor(name: string, dims?: readonly number[]): Edge
  isTrained(name: string): boolean
  /** The dropout mask of a layer, [n, …dims]. @param probability of a zero */
  mask(layer: string, dims: readonly number[], probability: number): Edge
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

/** The graph that a step is written into. */
export interface StepContext {
  readonly graph: GraphBuilder
  readonly form: GraphForm
  readonly tensors: TensorEdges
  /** Counts the steps of the graph from 0. */
  readonly index: number
}

/**
 * Begins a step.
 * @param specifications of all tensors of the network
 */
export function createStepBuilder(
  { graph, form, tensors, index }: StepContext,
  specifications: readonly WeightSpecification[],
  step: StepKind,
): StepBuilder {
  const input: StepBuilder['input'] = (name, dims, elementType) =>
    graph.input(
      stepNames.inStep(name, index),
      dims.map((dimension) => (typeof dimension === 'string' ? stepNames.inStep(dimension, index) : dimension)),
      elementType,
    )
  const { learn, learnGemm } = learner({ graph, tensors, input }, step)
  return {
    graph,
    form,
    input,
    inverseSize: () => input(stepNames.inverseSize, []),
    tensor: (name, dims) => tensors.read(name, dims),
    isTrained: (name) => specifications.some((tensor) => tensor.name === name && tensor.role === 'trained'),
    mask: (layer, dims, probability) => {
      const declare = (shape: GraphValue['dims']): Edge => input(stepNames.mask(layer), shape)
      return form === 'gpu' ? unpackedMask(graph, declare, dims, probability) : declare(['n', ...dims])
    },
    learn,
    learnNothing: (name) => learn(name, graph.node('Mul', [tensors.read(name), graph.number(0)])),
    learnProduct: (name, a, b, isLast) => learnGemm(name, [a, b], { transA: 1 }, isLast),
    learnRowSum: (name, rows) =>
      form === 'gpu'
        ? learn(name, graph.node('ReduceSum', [rows, graph.whole(0)]))
        : learnGemm(name, [input(stepNames.ones, [1, 'n']), rows], {}),
    addRows: (matrix, indices, rows) =>
      graph.node(addingOperator, [matrix, indices, rows], { reduction: { kind: 'string', value: 'add' } }),
    observe: (name, value) => {
      if (step.kind === 'update') tensors.move(name, mixed(graph, tensors.read(name), value))
    },
  }
}

/** How a step learns from a gradient, or from one that is a matrix product. */
interface Learner {
  learn(name: string, gradient: Edge): void
  learnGemm(name: string, factors: readonly [Edge, Edge], attributes: Attributes, isLast?: boolean): void
}

function learner({ graph, tensors, input }: Pick<StepContext, 'graph' | 'tensors'> & Pick<StepBuilder, 'input'>, step: StepKind): Learner {
  const learn: Learner['learn'] = (name, gradient) => {
    if (step.kind === 'gradients') return tensors.move(name, gradient)
    const rates = (): { rate: Edge; secondRoot: Edge } => ({
      rate: input(stepNames.momentRate, []),
      secondRoot: input(stepNames.secondRoot, []),
    })
    const change = step.optimiser === 'adam' ? adamChange({ graph, tensors, ...rates() }, name, gradient) : gradient
    tensors.move(name, moved(graph, tensors.read(name), step.kept, change))
  }
  return {
    learn,
    learnGemm: (name, factors, attributes, isLast = false) =>
      step.kind === 'update' && step.optimiser !== 'adam'
        ? tensors.move(name, movedByProduct(graph, tensors.read(name), step.kept, factors, attributes), isLast)
        : learn(name, graph.node('Gemm', factors, attributes)),
  }
}

/** Gradient and step of a linear layer's weights are one product. */
function movedByProduct(graph: GraphBuilder, old: Edge, kept: number, factors: readonly [Edge, Edge], attributes: Attributes): Edge {
  return graph.node('Gemm', [...factors, old], { ...attributes, alpha: real(-1), beta: real(kept) })
}

function moved(graph: GraphBuilder, old: Edge, kept: number, gradient: Edge): Edge {
  return graph.node('Sub', [kept === 1 ? old : graph.node('Mul', [old, graph.number(kept)]), gradient])
}

/** (1 − momentum) · running + momentum · new. */
function mixed(graph: GraphBuilder, running: Edge, observed: Edge): Edge {
  const old = graph.node('Mul', [running, graph.number(1 - batchNormalisationMomentum)])
  return graph.node('Add', [old, graph.node('Mul', [observed, graph.number(batchNormalisationMomentum)])])
}

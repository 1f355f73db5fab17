import { dimsOfInput, elementTypes } from '../../network/inputs'
import { momentSpecifications } from '../../network/moments'
import { type NetworkPlan, type PlannedBranch, type PlannedLayer, withInner } from '../../network/plan'
import { layerSpecifications, weightSpecifications } from '../../network/weights'
import type { ElementType, Graph } from '../../onnx/graph'
import { commutePooling } from '../commute-pooling'
import { createGraphBuilder, type Edge } from './graph-builder'
import type { Chain, LayerStep, WriteInner } from './layers/layer-step'
import { textConvolution } from './layers/text-convolution'
import { writeNext } from './write-next'
import { createStepBuilder, type StepBuilder, type StepKind, stepNames } from './step-builder'
import { createTensorEdges, type GraphForm } from './tensor-edges'
import { textConvolutionOf, wordEdges } from './text-branch'

/** What a graph of training steps is written for. */
export interface StepGraphSettings {
  readonly kind: StepKind
  readonly form: GraphForm
  /** Whether a batch comes as numbers, or as rows of samples that are held for the whole training. */
  readonly samples: 'fed' | 'held'
  /** Whether some targets may be unknown; left out: none. */
  readonly someUnknown?: boolean
  /** How many steps one run of the graph takes; gradients have one. */
  readonly steps: number
}

/**
 * Training steps as a graph: forward in training mode, backward, and new values of the tensors or their gradients.
 * Reads the inputs of the network, its tensors, `targets` [n, 2] and what `stepNames` lists; gives the grown `loss` and a result for each
 * trained tensor (an update gives running statistics too), named by `movedNames`.
 */
export function stepGraph(plan: NetworkPlan, settings: StepGraphSettings): Graph {
  const { kind, form, steps } = settings
  const graph = createGraphBuilder()
  const specifications = weightSpecifications(plan)
  const moments = kind.kind === 'update' && kind.optimiser === 'adam' ? momentSpecifications(plan) : []
  const tensors = createTensorEdges(graph, [...specifications, ...moments, { name: stepNames.loss, dims: [] }], form)
  for (let index = 0; index < steps; index += 1) {
    const step = createStepBuilder({ graph, form, tensors, index }, specifications, kind)
    const loss = writeStep(step, plan, settings)
    tensors.move(stepNames.loss, graph.node('Add', [tensors.read(stepNames.loss), loss]))
    tensors.endStep()
  }
  tensors.give()
  return graph.build(`step of ${plan.network.name}`)
}

/** @returns half the squared errors of the step's known targets, summed */
function writeStep(step: StepBuilder, plan: NetworkPlan, { samples, someUnknown }: StepGraphSettings): Edge {
  const { node, number, whole } = step.graph
  const read = inputReader(step, samples)
  const branches = plan.branches.map((branch) => writeBranch(step, branch, read))
  const [first] = branches
  const outputs = branches.map(({ output }) => output)
  const joined = branches.length === 1 ? (first?.output ?? '') : node('Concat', outputs, { axis: 1 })
  const learnsBefore = branches.some(({ learns }) => learns)
  const head = writeChain(step, plan.head, joined, learnsBefore)
  const distance = node('Sub', [head.output, read(stepNames.targets, [2], 'float32')])
  const error = someUnknown ? node('Mul', [distance, read(stepNames.known, [2], 'float32')]) : distance
  const share = someUnknown ? step.input(stepNames.inverseKnown, []) : step.inverseSize()
  const factor = node('Mul', [share, step.input(stepNames.rate, [])])
  const gradient = head.backward(node('Mul', [error, factor]))
  if (gradient !== '') backThroughBranches(step, plan.branches, branches, gradient)
  const squares = node('ReduceSum', [node('Mul', [error, error]), whole(0, 1)], { keepdims: 0 })
  return node('Mul', [squares, number(0.5)])
}

/** Declares an input of [n, …dims]. */
type ReadInput = (name: string, dims: readonly number[], elementType: ElementType) => Edge

function inputReader(step: StepBuilder, samples: StepGraphSettings['samples']): ReadInput {
  if (samples === 'fed') return (name, dims, elementType) => step.input(name, ['n', ...dims], elementType)
  const rows = step.input(stepNames.rows, ['n'], 'int32')
  return (name, dims, elementType) => {
    const all = step.graph.input(stepNames.held(name), ['held', ...dims], elementType)
    return step.graph.node('Gather', [all, rows], { axis: 0 })
  }
}

/** A text branch whose first convolution is trained begins with that and the embedding as one layer. */
function writeBranch(step: StepBuilder, branch: PlannedBranch, read: ReadInput): Chain {
  const settings = textConvolutionOf(branch, step.form)
  const { modality, input, layers } = branch
  if (settings === undefined) return writeChain(step, layers, read(modality, dimsOfInput(input), elementTypes[input.kind]), false)
  const first = textConvolution(step, settings, wordEdges(step, branch))
  const behind = writeChain(step, layers.slice(2), first.output, true)
  return { ...behind, backward: (gradient) => first.backward(behind.backward(gradient), false) }
}

function writeChain(step: StepBuilder, layers: readonly PlannedLayer[], input: Edge, learnsBefore: boolean): Chain {
  const written: { layer: LayerStep; wanted: boolean }[] = []
  let [output, learns] = [input, learnsBefore]
  const ordered = commutePooling(layers)
  for (let index = 0; index < ordered.length;) {
    const before = learns
    const writeInner: WriteInner = (inner, x) => writeChain(step, inner, x, before)
    const { layer, parts } = writeNext(step, ordered.slice(index), output, writeInner)
    written.push({ layer, wanted: before })
    output = layer.output
    learns ||= withInner(parts)
      .flatMap(layerSpecifications)
      .some(({ role }) => role === 'trained')
    index += parts.length
  }
  return {
    output,
    learns,
    backward: (gradient) =>
      written.reduceRight((passed, { layer, wanted }) => (passed === '' ? '' : layer.backward(passed, wanted)), learns ? gradient : ''),
  }
}

/** Cuts the gradient of the joined branches and hands each learning branch its share. */
function backThroughBranches({ graph }: StepBuilder, planned: readonly PlannedBranch[], branches: readonly Chain[], gradient: Edge): void {
  const shares =
    branches.length === 1
      ? [gradient]
      : graph.nodeOf(branches.length, 'Split', [gradient, graph.whole(...planned.map(({ units }) => units))], { axis: 1 })
  branches.forEach((branch, index) => branch.backward(shares[index] ?? ''))
}

import { dimsOfInput, elementTypes } from '../../network/inputs'
import type { NetworkPlan, PlannedBranch, PlannedLayer } from '../../network/plan'
import { layerSpecifications, weightSpecifications } from '../../network/weights'
import type { Graph } from '../../onnx/graph'
import { commutePooling } from '../commute-pooling'
import type { Edge } from './graph-builder'
import type { LayerStep } from './layers/layer-step'
import { textConvolution } from './layers/text-convolution'
import { writeLayer } from './layers/write-layer'
import { createStepBuilder, type StepBuilder, type StepKind, stepNames } from './step-builder'
import { textConvolutionOf, wordEdges } from './text-branch'

/** Layers one after the other. */
interface Chain {
  readonly output: Edge
  /** Whether the gradient of the output is of use: for tensors of the chain or of what comes before it. */
  readonly learns: boolean
  /** Sends a gradient back; gives that of the input, or '' where nothing before learns. */
  backward(gradient: Edge): Edge
}

/**
 * A training step as a graph: forward in training mode, backward, and new values of the tensors or their gradients.
 * Reads the inputs of the network, its tensors, `targets` [n, 2] and what `stepNames` lists; gives `outputs` [n, 2] and a result for each
 * trained tensor (an update gives running statistics too).
 */
export function stepGraph(plan: NetworkPlan, kind: StepKind): Graph {
  const step = createStepBuilder(weightSpecifications(plan), kind)
  const branches = plan.branches.map((branch) => writeBranch(step, branch))
  const { node } = step.graph
  const joined =
    branches.length === 1
      ? (branches[0]?.output ?? '')
      : node(
          'Concat',
          branches.map(({ output }) => output),
          { axis: 1 },
        )
  const head = writeChain(
    step,
    plan.head,
    joined,
    branches.some(({ learns }) => learns),
  )
  const error = node('Sub', [head.output, step.graph.input(stepNames.targets, ['n', 2])])
  const factor = node('Mul', [step.inverseSize(), step.graph.input(stepNames.rate, [])])
  const gradient = head.backward(node('Mul', [error, factor]))
  if (gradient !== '') backThroughBranches(step, plan.branches, branches, gradient)
  step.graph.output(stepNames.outputs, head.output, ['n', 2])
  return step.graph.build(`step of ${plan.network.name}`)
}

function inputOf({ graph }: StepBuilder, { modality, input }: PlannedBranch): Edge {
  return graph.input(modality, ['n', ...dimsOfInput(input)], elementTypes[input.kind])
}

/** A text branch whose first convolution is trained begins with that and the embedding as one layer. */
function writeBranch(step: StepBuilder, branch: PlannedBranch): Chain {
  const settings = textConvolutionOf(branch)
  if (settings === undefined) return writeChain(step, branch.layers, inputOf(step, branch), false)
  const first = textConvolution(step, settings, wordEdges(step, branch))
  const behind = writeChain(step, branch.layers.slice(2), first.output, true)
  return { ...behind, backward: (gradient) => first.backward(behind.backward(gradient), false) }
}

function writeChain(step: StepBuilder, layers: readonly PlannedLayer[], input: Edge, learnsBefore: boolean): Chain {
  const written: { layer: LayerStep; wanted: boolean }[] = []
  let [output, learns] = [input, learnsBefore]
  const ordered = commutePooling(layers)
  for (const [index, planned] of ordered.entries()) {
    const layer = writeLayer(step, planned, ordered[index + 1], output)
    written.push({ layer, wanted: learns })
    output = layer.output
    learns ||= layerSpecifications(planned).some(({ role }) => role === 'trained')
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

import type { NetworkPlan, PlannedBranch } from '../../network/plan'
import { weightSpecifications, type Weights } from '../../network/weights'
import type { Graph, GraphValue } from '../../onnx/graph'
import { networkGraph, outputName } from '../../onnx/network-graph'
import { textConvolution } from './layers/text-convolution'
import { createStepBuilder, stepNames } from './step-builder'
import { textConvolutionOf, wordEdges } from './text-branch'

/**
 * The graph that an exported model has, but with its tensors as inputs (training moves them) and its inputs named by modality;
 * its output is on the scale of the training, and of any width (one branch alone gives its features). Texts whose convolution is trained
 * are computed word by word, as in training.
 */
export function predictionGraph(plan: NetworkPlan, weights: Weights): Graph {
  return plan.branches.reduce(byWords(plan), withTensorsAsInputs(plan, networkGraph(plan, weights, '-1-1')))
}

/** Puts the text convolution of training in the place of a text branch's embedding and convolution, where there is one. */
function byWords(plan: NetworkPlan): (graph: Graph, branch: PlannedBranch) => Graph {
  return (graph, branch) => {
    const settings = textConvolutionOf(branch)
    if (settings === undefined) return graph
    const step = createStepBuilder(weightSpecifications(plan), { kind: 'gradients' })
    const { filters, outputs } = settings.shape
    step.graph.output(settings.convolution, textConvolution(step, settings, wordEdges(step, branch)).output, ['n', filters, outputs])
    const front = step.graph.build(settings.convolution)
    const replaced = new Set([settings.embedding, `${settings.embedding}/vectors`, settings.convolution])
    const known = new Set(front.inputs.map(({ name }) => name))
    return {
      ...graph,
      inputs: [...front.inputs, ...graph.inputs.filter(({ name }) => !known.has(name) && name !== branch.modality)],
      initializers: [...front.initializers, ...graph.initializers],
      nodes: [...front.nodes, ...graph.nodes.filter(({ outputs: [made] }) => !replaced.has(made ?? ''))],
    }
  }
}

function withTensorsAsInputs(plan: NetworkPlan, exported: Graph): Graph {
  const tensors = new Set(weightSpecifications(plan).map(({ name }) => name))
  const rename = (edge: string): string => (edge === outputName ? stepNames.outputs : edge === 'mfcc' ? 'audio' : edge)
  const asInput = ({ name, dims }: Pick<GraphValue, 'name' | 'dims'>): GraphValue => ({ name: rename(name), dims, elementType: 'float32' })
  return {
    name: `prediction of ${exported.name}`,
    inputs: [
      ...exported.inputs.map((input) => (input.elementType === 'int64' ? { ...input, elementType: 'int32' as const } : asInput(input))),
      ...exported.initializers.filter(({ name }) => tensors.has(name)).map(asInput),
    ],
    outputs: [{ name: stepNames.outputs, elementType: 'float32', dims: ['n', unitsOf(plan)] }],
    initializers: exported.initializers.filter(({ name }) => !tensors.has(name)),
    nodes: exported.nodes.map((node) => ({ ...node, inputs: node.inputs.map(rename), outputs: node.outputs.map(rename) })),
  }
}

function unitsOf({ branches, head }: NetworkPlan): number {
  return head.length > 0 ? 2 : branches.reduce((sum, { units }) => sum + units, 0)
}

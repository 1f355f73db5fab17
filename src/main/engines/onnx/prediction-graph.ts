import { describeModality } from '@shared/domain/modality'
import type { NetworkPlan, PlannedBranch } from '../../network/plan'
import { weightSpecifications, type Weights } from '../../network/weights'
import type { Graph, GraphValue } from '../../onnx/graph'
import { networkGraph, outputName } from '../../onnx/network-graph'
import { textConvolution, type TextConvolutionSettings } from './layers/text-convolution'
import { createGraphBuilder } from './graph-builder'
import { createStepBuilder, stepNames } from './step-builder'
import { createTensorEdges, type GraphForm } from './tensor-edges'
import { textConvolutionOf, wordEdges } from './text-branch'

/**
 * The graph that an exported model has, but with its tensors as inputs (training moves them) and its inputs named by modality;
 * its output is on the scale of the training, and of any width (one branch alone gives its features). On the processor, texts whose
 * convolution is trained are computed word by word, as in training.
 */
export function predictionGraph(plan: NetworkPlan, weights: Weights, form: GraphForm): Graph {
  const graph = withTensorsAsInputs(plan, networkGraph(plan, weights, '-1-1'))
  if (form === 'gpu') return withStoredShapes(plan, graph)
  const texts = plan.branches.flatMap((branch) => {
    const settings = textConvolutionOf(branch, form)
    return settings === undefined ? [] : [{ branch, settings }]
  })
  return texts.length === 0 ? graph : byWords(plan, graph, texts)
}

/** A text branch that begins with an embedding and a trained convolution. */
interface ConvolvedText {
  readonly branch: PlannedBranch
  readonly settings: TextConvolutionSettings
}

/**
 * Puts the text convolutions of training instead of the embeddings and convolutions of texts; one builder writes them all, so that
 * their edges have names of their own.
 */
function byWords(plan: NetworkPlan, graph: Graph, texts: readonly ConvolvedText[]): Graph {
  const [writer, specifications] = [createGraphBuilder(), weightSpecifications(plan)]
  const tensors = createTensorEdges(writer, specifications, 'processor')
  const step = createStepBuilder({ graph: writer, form: 'processor', tensors, index: 0 }, specifications, { kind: 'gradients' })
  for (const { branch, settings } of texts) {
    const { filters, outputs } = settings.shape
    writer.output(settings.convolution, textConvolution(step, settings, wordEdges(step, branch)).output, ['n', filters, outputs])
  }
  const front = writer.build('texts')
  const replacedNodes = new Set(
    texts.flatMap(({ settings: { embedding, convolution } }) => [embedding, `${embedding}/vectors`, convolution]),
  )
  const replacedInputs = new Set([...front.inputs.map(({ name }) => name), ...texts.map(({ branch }): string => branch.modality)])
  return {
    ...graph,
    inputs: [...front.inputs, ...graph.inputs.filter(({ name }) => !replacedInputs.has(name))],
    initializers: [...front.initializers, ...graph.initializers],
    nodes: [...front.nodes, ...graph.nodes.filter(({ outputs: [made] }) => !replacedNodes.has(made ?? ''))],
  }
}

/** Reads tensors under the shapes in which they are stored, and gives them the graph's shapes inside. */
function withStoredShapes(plan: NetworkPlan, graph: Graph): Graph {
  const writer = createGraphBuilder()
  const tensors = createTensorEdges(writer, weightSpecifications(plan), 'gpu')
  const names = new Set(weightSpecifications(plan).map(({ name }) => name))
  const shaped = graph.inputs.flatMap(({ name, dims }) => (names.has(name) ? [[name, tensors.read(name, dims.map(Number))] as const] : []))
  const edges = new Map<string, string>(shaped)
  const front = writer.build('tensors')
  return {
    ...graph,
    inputs: [...graph.inputs.filter(({ name }) => !names.has(name)), ...front.inputs],
    initializers: [...front.initializers, ...graph.initializers],
    nodes: [...front.nodes, ...graph.nodes.map((node) => ({ ...node, inputs: node.inputs.map((edge) => edges.get(edge) ?? edge) }))],
  }
}

function withTensorsAsInputs(plan: NetworkPlan, exported: Graph): Graph {
  const tensors = new Set(weightSpecifications(plan).map(({ name }) => name))
  const names = new Map<string, string>(plan.branches.map(({ modality }) => [describeModality(modality).graphInput, modality]))
  const rename = (edge: string): string => (edge === outputName ? stepNames.outputs : (names.get(edge) ?? edge))
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

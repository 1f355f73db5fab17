import { describeModality } from '@shared/domain/modality'
import type { Scale } from '@shared/domain/plane'
import { batchNormalisationEpsilon, excerptNormalisationEpsilon } from '../network/constants'
import { dimsOfInput, elementTypes } from '../network/inputs'
import { layersOf, type NetworkPlan, type PlannedBranch, type PlannedLayer } from '../network/plan'
import { melBandMatrix } from '../network/mel-band-matrix'
import { lagsOf } from '../network/shapes'
import { layerSpecifications, type Weights, weightNamed } from '../network/weights'
import { globalPoolingConstants, globalPoolingNodes } from './global-pooling-nodes'
import { attentionPoolingNodes, channelConstants, channelDims, layerNormalisationNodes, paddingConstants } from './channel-nodes'
import type { Attribute, Graph, GraphNode, GraphValue, Initializer } from './graph'

/** Name of the one output: valence and arousal, float32 [n, 2], −1…1. */
export const outputName = 'valence_arousal'

/**
 * The inference graph of a network: no dropout, batch normalisation by running statistics, output on −1…1.
 * Inputs are named and shaped as their modalities say: `mfcc` float32 [n, channels, length] before normalisation; `lyrics`, `comments`
 * int64 token ids [n, length].
 * @param weights all tensors of the network
 * @param scale that the network was trained on
 * @throws Failure `file-invalid` when a tensor is missing
 */
export function networkGraph(plan: NetworkPlan, weights: Weights, scale: Exclude<Scale, '1-9'>): Graph {
  const branches = plan.branches.map((branch) => chain(branch.layers, inputOf(branch).name))
  const joined = branches.length === 1 ? (branches[0]?.output ?? '') : 'joined'
  const join: GraphNode = {
    operator: 'Concat',
    inputs: branches.map(({ output }) => output),
    outputs: [joined],
    attributes: { axis: int(1) },
  }
  const head = chain(plan.head, joined)
  const nodes = [
    ...branches.flatMap((branch) => branch.nodes),
    ...(branches.length > 1 ? [join] : []),
    ...head.nodes,
    ...toPlane(head.output, scale),
  ]
  const read = new Set(nodes.flatMap(({ inputs }) => inputs))
  return {
    name: plan.network.name,
    inputs: plan.branches.map(inputOf),
    outputs: [{ name: outputName, elementType: 'float32', dims: ['n', 2] }],
    initializers: [
      ...tensorsOf(plan, weights),
      ...constants,
      ...globalPoolingConstants(lagsOfPlan(plan)),
      ...bandsOf(plan),
      ...limitsOf(plan),
      ...channelConstants,
      ...paddingsOf(plan),
    ].filter(({ name }) => read.has(name)),
    nodes,
  }
}

function lagsOfPlan(plan: NetworkPlan): number[] {
  return layersOf(plan).flatMap(({ layer }) => (layer.type === 'global-pooling' ? lagsOf(layer) : []))
}

function bandsOf(plan: NetworkPlan): Initializer[] {
  return layersOf(plan).flatMap(({ name, layer, input }): Initializer[] => {
    if (layer.type !== 'mel-bands' || input.kind !== 'sequence') return []
    const dims = [layer.bands, input.channels]
    return [{ name: `${name}.bands`, elementType: 'float32', dims, data: melBandMatrix(layer.bands, input.channels) }]
  })
}

function limitsOf(plan: NetworkPlan): Initializer[] {
  return layersOf(plan).flatMap(({ name, layer }): Initializer[] => {
    if (layer.type !== 'clip') return []
    const limit = (part: 'low' | 'high'): Initializer => ({
      name: `${name}.${part}`,
      elementType: 'float32',
      dims: [],
      data: [layer[part]],
    })
    return [limit('low'), limit('high')]
  })
}

function paddingsOf(plan: NetworkPlan): Initializer[] {
  return layersOf(plan).flatMap(({ name, layer }) => (layer.type === 'padding' ? [paddingConstants(name, layer)] : []))
}

const constants: Initializer[] = [
  { name: 'time-axis', elementType: 'int64', dims: [1], data: [2] },
  { name: 'excerpt-epsilon', elementType: 'float32', dims: [], data: [excerptNormalisationEpsilon] },
  { name: 'two', elementType: 'float32', dims: [], data: [2] },
  { name: 'one', elementType: 'float32', dims: [], data: [1] },
]

/** Whole numbers are int64 in exported graphs, as most programs make them. */
const graphTypes = { float32: 'float32', int32: 'int64' } as const

function inputOf({ modality, input }: PlannedBranch): GraphValue {
  return {
    name: describeModality(modality).graphInput,
    elementType: graphTypes[elementTypes[input.kind]],
    dims: ['n', ...dimsOfInput(input)],
  }
}

/** Constants of a normalisation and numbers of each channel stand as a column, to fit channels × length. */
function tensorsOf(plan: NetworkPlan, weights: Weights): Initializer[] {
  return layersOf(plan).flatMap((planned) =>
    layerSpecifications(planned).map(({ name, dims, role }): Initializer => ({
      name,
      elementType: 'float32',
      dims: role === 'constant' ? [...dims, 1] : channelDims(planned, dims),
      data: weightNamed(weights, name).data,
    })),
  )
}

function chain(layers: readonly PlannedLayer[], input: string): { nodes: GraphNode[]; output: string } {
  let output = input
  const nodes = layers.flatMap((planned) => {
    if (planned.layer.type === 'dropout') return []
    const made = nodesOf(planned, output)
    output = planned.name
    return made
  })
  return { nodes, output }
}

const poolingOperators = { 'max-pooling': 'MaxPool', 'average-pooling': 'AveragePool' } as const
const batchEpsilon: Attribute = { kind: 'float', value: batchNormalisationEpsilon }

function nodesOf({ name, layer, inner }: PlannedLayer, input: string): GraphNode[] {
  const node = (operator: string, parts: readonly string[] = [], attributes: GraphNode['attributes'] = {}): GraphNode[] => [
    { operator, inputs: [input, ...parts.map((part) => `${name}.${part}`)], outputs: [name], attributes },
  ]
  switch (layer.type) {
    case 'normalisation':
      return layer.by === 'excerpt' ? normaliseExcerpt(name, input) : normaliseByConstants(name, input)
    case 'embedding':
      return embed(name, input)
    case 'convolution':
      return node('Conv', ['weight', 'bias'], { kernel_shape: ints(layer.kernel), strides: ints(layer.stride) })
    case 'batch-normalisation':
      return node('BatchNormalization', ['weight', 'bias', 'running_mean', 'running_var'], { epsilon: batchEpsilon })
    case 'layer-normalisation':
      return layerNormalisationNodes(name, input)
    case 'relu':
      return node('Relu')
    case 'clip':
      return node('Clip', ['low', 'high'])
    case 'max-pooling':
    case 'average-pooling':
      return node(poolingOperators[layer.type], [], { kernel_shape: ints(layer.size), strides: ints(layer.stride) })
    case 'mel-bands':
      return melBandNodes(name, input)
    case 'global-pooling':
      return globalPoolingNodes(name, layer.by, lagsOf(layer), input)
    case 'attention-pooling':
      return attentionPoolingNodes(name, layer.by, input)
    case 'padding':
      return node('Pad', ['lengths'])
    case 'residual':
      return residualNodes(name, inner, input)
    case 'flatten':
      return node('Flatten', [], { axis: int(1) })
    case 'linear':
      return node('Gemm', ['weight', 'bias'], { transB: int(1) })
    case 'dropout':
      return []
  }
}

/** Adds what the layers of a residual make of its input to it. */
function residualNodes(name: string, inner: readonly PlannedLayer[], input: string): GraphNode[] {
  const held = chain(inner, input)
  return [...held.nodes, { operator: 'Add', inputs: [input, held.output], outputs: [name] }]
}

function melBandNodes(name: string, input: string): GraphNode[] {
  return [
    { operator: 'MatMul', inputs: [`${name}.bands`, input], outputs: [`${name}/bands`] },
    { operator: 'Concat', inputs: [input, `${name}/bands`], outputs: [name], attributes: { axis: int(1) } },
  ]
}

function normaliseByConstants(name: string, input: string): GraphNode[] {
  return [
    { operator: 'Sub', inputs: [input, `${name}.mean`], outputs: [`${name}/centred`] },
    { operator: 'Div', inputs: [`${name}/centred`, `${name}.deviation`], outputs: [name] },
  ]
}

/** Zero mean and unit variance of each coefficient over the excerpt's frames (CMVN). */
function normaliseExcerpt(name: string, input: string): GraphNode[] {
  return [
    { operator: 'ReduceMean', inputs: [input, 'time-axis'], outputs: [`${name}/mean`] },
    { operator: 'Sub', inputs: [input, `${name}/mean`], outputs: [`${name}/centred`] },
    { operator: 'Mul', inputs: [`${name}/centred`, `${name}/centred`], outputs: [`${name}/squares`] },
    { operator: 'ReduceMean', inputs: [`${name}/squares`, 'time-axis'], outputs: [`${name}/variance`] },
    { operator: 'Add', inputs: [`${name}/variance`, 'excerpt-epsilon'], outputs: [`${name}/positive`] },
    { operator: 'Sqrt', inputs: [`${name}/positive`], outputs: [`${name}/deviation`] },
    { operator: 'Div', inputs: [`${name}/centred`, `${name}/deviation`], outputs: [name] },
  ]
}

/** Token ids [n, length] → vectors [n, size, length]. */
function embed(name: string, input: string): GraphNode[] {
  return [
    { operator: 'Gather', inputs: [`${name}.weight`, input], outputs: [`${name}/vectors`], attributes: { axis: int(0) } },
    { operator: 'Transpose', inputs: [`${name}/vectors`], outputs: [name], attributes: { perm: ints(0, 2, 1) } },
  ]
}

function toPlane(output: string, scale: Exclude<Scale, '1-9'>): GraphNode[] {
  if (scale === '-1-1') return [{ operator: 'Identity', inputs: [output], outputs: [outputName] }]
  return [
    { operator: 'Mul', inputs: [output, 'two'], outputs: ['doubled'] },
    { operator: 'Sub', inputs: ['doubled', 'one'], outputs: [outputName] },
  ]
}

function int(value: number): Attribute {
  return { kind: 'int', value }
}

function ints(...value: number[]): Attribute {
  return { kind: 'ints', value }
}

import type { AttentionStatistic, PlainLayer } from '@shared/domain/network'
import { layerNormalisationEpsilon, statisticEpsilon } from '../network/constants'
import type { PlannedLayer } from '../network/plan'
import type { GraphNode, Initializer } from './graph'

/** Constants that the nodes of these layers read. */
export const channelConstants: readonly Initializer[] = [
  { name: 'channel-axis', elementType: 'int64', dims: [1], data: [1] },
  { name: 'layer-epsilon', elementType: 'float32', dims: [], data: [layerNormalisationEpsilon] },
  { name: 'attention-epsilon', elementType: 'float32', dims: [], data: [statisticEpsilon] },
]

/** Lengths that a layer pads by. */
export function paddingConstants(name: string, { before, after }: Extract<PlainLayer, { type: 'padding' }>): Initializer {
  return { name: `${name}.lengths`, elementType: 'int64', dims: [6], data: [0, 0, before, 0, 0, after] }
}

/** The dimensions under which an exported graph reads a layer's tensors of each channel, to fit [n, channels, length]. */
export function channelDims({ layer, input }: PlannedLayer, dims: readonly number[]): readonly number[] {
  if (input.kind !== 'sequence') return dims
  if (layer.type === 'layer-normalisation') return [...dims, 1]
  return layer.type === 'attention-pooling' ? [1, input.channels, 1] : dims
}

/** Mean 0 and variance 1 over the channels, then a gain and a bias of each. */
export function layerNormalisationNodes(name: string, input: string): GraphNode[] {
  const node = (operator: string, inputs: string[], output: string): GraphNode => ({ operator, inputs, outputs: [output] })
  return [
    node('ReduceMean', [input, 'channel-axis'], `${name}/mean`),
    node('Sub', [input, `${name}/mean`], `${name}/centred`),
    node('Mul', [`${name}/centred`, `${name}/centred`], `${name}/squares`),
    node('ReduceMean', [`${name}/squares`, 'channel-axis'], `${name}/variance`),
    node('Add', [`${name}/variance`, 'layer-epsilon'], `${name}/positive`),
    node('Sqrt', [`${name}/positive`], `${name}/deviation`),
    node('Div', [`${name}/centred`, `${name}/deviation`], `${name}/normalised`),
    node('Mul', [`${name}/normalised`, `${name}.weight`], `${name}/scaled`),
    node('Add', [`${name}/scaled`, `${name}.bias`], name),
  ]
}

/** Statistics of each channel by learnt weights over time: [n, channels, length] → [n, statistics · channels]. */
export function attentionPoolingNodes(name: string, by: readonly AttentionStatistic[], input: string): GraphNode[] {
  const axis = { axis: { kind: 'int', value: 1 } } as const
  return [
    { operator: 'Mul', inputs: [input, `${name}.weight`], outputs: [`${name}/products`] },
    { operator: 'ReduceSum', inputs: [`${name}/products`, 'channel-axis'], outputs: [`${name}/scores`] },
    { operator: 'Softmax', inputs: [`${name}/scores`], outputs: [`${name}/weights`], attributes: { axis: { kind: 'int', value: 2 } } },
    { operator: 'Mul', inputs: [input, `${name}/weights`], outputs: [`${name}/weighted`] },
    { operator: 'ReduceSum', inputs: [`${name}/weighted`, 'time-axis'], outputs: [`${name}/mean`] },
    ...(by.includes('deviation') ? deviationNodes(name, input) : []),
    { operator: 'Concat', inputs: by.map((statistic) => `${name}/${statistic}`), outputs: [`${name}/statistics`], attributes: axis },
    { operator: 'Flatten', inputs: [`${name}/statistics`], outputs: [name], attributes: axis },
  ]
}

function deviationNodes(name: string, input: string): GraphNode[] {
  return [
    { operator: 'Sub', inputs: [input, `${name}/mean`], outputs: [`${name}/centred`] },
    { operator: 'Mul', inputs: [`${name}/centred`, `${name}/centred`], outputs: [`${name}/squares`] },
    { operator: 'Mul', inputs: [`${name}/squares`, `${name}/weights`], outputs: [`${name}/weighted-squares`] },
    { operator: 'ReduceSum', inputs: [`${name}/weighted-squares`, 'time-axis'], outputs: [`${name}/variance`] },
    { operator: 'Add', inputs: [`${name}/variance`, 'attention-epsilon'], outputs: [`${name}/positive`] },
    { operator: 'Sqrt', inputs: [`${name}/positive`], outputs: [`${name}/deviation`] },
  ]
}

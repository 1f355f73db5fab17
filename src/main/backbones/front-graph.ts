import type { BackboneCard } from '@shared/contract/backbone-card'
import { defaultExcerptRule, type ExcerptRule, levelOf } from '@shared/domain/excerpt-rule'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { modalityDescriptors } from '@shared/domain/modality'
import { mfccGraph } from '../audio/mfcc-graph'
import { createGraphBuilder, type Edge, type GraphBuilder } from '../engines/onnx/graph-builder'
import { encodeInitializer, encodeNode, encodeValue } from '../onnx/encode-model'
import { type Graph, type GraphNode, type Initializer, joinGraphs, renameEdges, withoutUnused } from '../onnx/graph'
import { embedBackbone, type EmbeddedBackbone, encodeBody } from './embed-backbone'
import { checkLength, matchCard, type MatchedCard } from './match-card'
import { writeMel } from './mel-nodes'
import { readBackbone } from './read-backbone'
import { writeResampled } from './resample-nodes'
import { windowsOf, writeWindows } from './window-nodes'

/** A backbone as it is read from its folder, or chosen. */
export interface BackboneFile {
  readonly bytes: Uint8Array
  readonly card: BackboneCard
  /** For messages. */
  readonly name: string
}

const waveform = 'waveform'
/** Power by which an excerpt is set to one loudness, [n, 1, 1]. */
const powerGain = 'mfcc/gain'

/**
 * The graph from samples to what a backbone gives of an excerpt: level, sample rate, windows, mel bands, the backbone itself, pooling. It
 * makes the cached features and stands at the front of exported models, so that the two cannot differ.
 * Input `waveform` float32 [n, keptSamples] at 22,050 Hz, −1…1; output `backbone` float32 [n, units].
 * @param rule how excerpts are cut; left out: the rule of the study
 * @throws Failure `file-invalid`, `unsupported` or `invalid-argument` that says why the file, its card and the excerpts do not fit together
 */
export function frontGraph({ bytes, card, name }: BackboneFile, rule: ExcerptRule = defaultExcerptRule): Graph {
  const read = readBackbone(bytes, name)
  const matched = matchCard(read, card, name)
  const embedded = embedBackbone(read, matched.input.name, matched.output, name)
  const graph = createGraphBuilder()
  const { keptSamples } = shapeOfRule(rule)
  const isMatched = levelOf(rule) === 'matched'
  const recorded = graph.input(waveform, ['n', keptSamples])
  const heard = isMatched ? atOneLoudness(graph, recorded) : recorded
  const resampled = writeResampled(graph, heard, keptSamples, card.input.sampleRate)
  const windows = windowsOf(card.input, resampled.samples)
  const cut = writeWindows(graph, resampled.edge, resampled.samples, windows)
  const items = writeItems(graph, cut, windows.samples, card)
  checkLength(matched.input, card, items.axis, items.length, name)
  const body = bodyOf(embedded, matched, card, items.dims)
  const rows = graph.node('Scan', [items.edge], { body: { kind: 'graph', value: body }, num_scan_inputs: 1 })
  const pooled = writePooled(graph, rows, windows.count, card.pooling)
  const { graphInput } = modalityDescriptors.backbone
  graph.output(graphInput, pooled, ['n', 'units'])
  const kept = new Set([waveform, graphInput, powerGain])
  const built = renameEdges(graph.build('backbone'), (edge) => (kept.has(edge) ? edge : `backbone/${edge}`))
  const front = { ...built, versions: embedded.versions }
  return isMatched ? joinGraphs(gainGraph(rule), front, { [powerGain]: powerGain }) : front
}

function atOneLoudness({ node, input, whole }: GraphBuilder, recorded: Edge): Edge {
  const gain = input(powerGain, ['n', 1, 1])
  return node('Mul', [recorded, node('Squeeze', [node('Sqrt', [gain]), whole(2)])])
}

/** The part of the graph of MFCC that measures an excerpt's loudness. */
function gainGraph(rule: ExcerptRule): Graph {
  return withoutUnused({ ...mfccGraph(rule), outputs: [{ name: powerGain, elementType: 'float32', dims: ['n', 1, 1] }] })
}

/** What the backbone reads one by one, without the axes that are 1. */
interface Items {
  readonly edge: Edge
  readonly dims: readonly number[]
  /** The axis along time, and its length. */
  readonly axis: 'samples' | 'frames'
  readonly length: number
}

function writeItems(graph: GraphBuilder, windows: Edge, samples: number, { input }: BackboneCard): Items {
  if (input.kind === 'waveform') return { edge: windows, dims: [samples], axis: 'samples', length: samples }
  const { edge, frames } = writeMel(graph, windows, samples, input)
  const { bands, axes } = input
  const framesFirst = axes.indexOf('frames') < axes.indexOf('bands')
  return {
    edge: framesFirst ? graph.node('Transpose', [edge], { perm: [0, 2, 1] }) : edge,
    dims: framesFirst ? [frames, bands] : [bands, frames],
    axis: 'frames',
    length: frames,
  }
}

/** One item through the backbone to [time, units]; a backbone may take one at a time only, whatever it declares. */
function bodyOf(embedded: EmbeddedBackbone, { outputAxes }: MatchedCard, { input }: BackboneCard, dims: readonly number[]): Uint8Array {
  const graph = createGraphBuilder()
  const item = graph.input('item', dims)
  const single = [...input.axes.entries()].filter(([, axis]) => axis === 'batch' || axis === 'channel').map(([index]) => index)
  const begin: GraphNode =
    single.length === 0
      ? { operator: 'Identity', inputs: [item], outputs: [embedded.input] }
      : { operator: 'Unsqueeze', inputs: [item, graph.whole(...single)], outputs: [embedded.input] }
  graph.output('rows', rowsOf(graph, embedded.output, outputAxes), ['time', 'units'])
  const { nodes, initializers } = graph.build('backbone')
  return encodeBody({
    name: 'backbone',
    nodes: [encodeNode(begin, 0), ...embedded.nodes, ...nodes.map((node, index) => encodeNode(node, index + 1))],
    constants: [...initializers.map((initializer: Initializer) => encodeInitializer(initializer)), ...embedded.constants],
    input: encodeValue({ name: item, elementType: 'float32', dims }),
    output: encodeValue({ name: 'rows', elementType: 'float32', dims: ['time', 'units'] }),
  })
}

function rowsOf({ node, whole }: GraphBuilder, output: Edge, axes: MatchedCard['outputAxes']): Edge {
  const batch = axes.indexOf('batch')
  const alone = batch === -1 ? output : node('Squeeze', [output, whole(batch)])
  const left = axes.filter((axis) => axis !== 'batch')
  const units = left.indexOf('units')
  const perm = [...left.keys()].filter((index) => index !== units).concat(units)
  const last = units === left.length - 1 ? alone : node('Transpose', [alone], { perm })
  return node('Flatten', [last], { axis: left.length - 1 })
}

/** [n × windows, time, units] to [n, units], or twice as many. */
function writePooled({ node, whole }: GraphBuilder, rows: Edge, windows: number, pooling: BackboneCard['pooling']): Edge {
  const shape = node('Shape', [rows])
  const time = node('Mul', [node('Slice', [shape, whole(1), whole(2)]), whole(windows)])
  const units = node('Slice', [shape, whole(2), whole(3)])
  const times = node('Reshape', [rows, node('Concat', [whole(-1), time, units], { axis: 0 })])
  if (pooling === 'maximum') return node('ReduceMax', [times, whole(1)], { keepdims: 0 })
  const mean = node('ReduceMean', [times, whole(1)], { keepdims: 0 })
  if (pooling === 'mean') return mean
  const centred = node('Sub', [times, node('Unsqueeze', [mean, whole(1)])])
  const deviation = node('Sqrt', [node('ReduceMean', [node('Mul', [centred, centred]), whole(1)], { keepdims: 0 })])
  return node('Concat', [mean, deviation], { axis: 1 })
}

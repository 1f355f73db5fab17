import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGraphBuilder, type Edge, type GraphBuilder } from '@main/engines/onnx/graph-builder'
import { encodeModel } from '@main/onnx/encode-model'
import type { Graph, GraphValue } from '@main/onnx/graph'
import { type BackboneCard, backboneCardSchema } from '@shared/contract/backbone-card'
import { createRandom } from '@shared/domain/random'
import type { z } from 'zod'

/** A card as people write it. */
export type WrittenCard = z.input<typeof backboneCardSchema>

/** How many numbers a made-up backbone gives. */
export const madeUpUnits = 6

/**
 * A made-up backbone: filters along the last axis, their magnitudes, and the mean over all that is not filters.
 * @param dims of its input `x`, the last along time
 */
export function madeUpBackbone(
  dims: GraphValue['dims'] = ['n', 'samples'],
  finish: (graph: GraphBuilder, magnitudes: Edge) => { edge: Edge; dims: GraphValue['dims'] } = meanOverTime,
): Graph {
  const graph = createGraphBuilder()
  const { node, whole, tensor, input, output, build } = graph
  const random = createRandom(4)
  const channels = dims.length === 3 ? Number(dims[1]) : 1
  const read = input('x', dims)
  const weights = Float32Array.from({ length: madeUpUnits * channels * 16 }, () => random.normal() / 4)
  const filters = tensor('filters', 'float32', [madeUpUnits, channels, 16], weights)
  const rows = dims.length === 3 ? read : node('Unsqueeze', [read, whole(1)])
  const finished = finish(graph, node('Abs', [node('Conv', [rows, filters], { kernel_shape: [16], strides: [8] })]))
  output('y', finished.edge, finished.dims)
  return build('made up')
}

function meanOverTime({ node, whole }: GraphBuilder, magnitudes: Edge): { edge: Edge; dims: GraphValue['dims'] } {
  return { edge: node('ReduceMean', [magnitudes, whole(2)], { keepdims: 0 }), dims: ['n', madeUpUnits] }
}

/** The card of the made-up backbone, with changes. */
export function madeUpCard(changes: Partial<WrittenCard> = {}): WrittenCard {
  return { name: 'Listener', licence: 'CC0-1.0', input: { kind: 'waveform', sampleRate: 16_000 }, ...changes }
}

/** A made-up backbone ready to be put into a graph. */
export function backboneFile(
  graph: Graph = madeUpBackbone(),
  card: WrittenCard = madeUpCard(),
): { bytes: Uint8Array; card: BackboneCard; name: string } {
  return { bytes: encodeModel(graph, {}), card: backboneCardSchema.parse(card), name: 'listener.onnx' }
}

/** Writes a backbone and its card beside it. @returns the path of the ONNX file */
export function writeBackbone(folder: string, graph: Graph = madeUpBackbone(), card: WrittenCard = madeUpCard()): string {
  const path = join(folder, 'listener.onnx')
  writeFileSync(path, encodeModel(graph, {}))
  writeFileSync(join(folder, 'listener.json'), JSON.stringify(card))
  return path
}

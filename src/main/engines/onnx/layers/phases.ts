import { availableParallelism } from 'node:os'
import type { Edge, GraphBuilder } from '../graph-builder'
import type { ConvolutionSettings } from './convolution'

/** A convolution whose outputs are pooled by windows that do not overlap. */
export interface PhaseSettings {
  /** The convolution: stride 1. */
  readonly shape: ConvolutionSettings
  /** Width of a window of the pooling, which is its stride too. */
  readonly pool: number
  readonly pools: number
}

/** Outputs of a convolution by their position in a window. */
export interface Phases {
  /** [n, pool, filters, pools] */
  readonly windows: Edge
  /** The outputs behind the last window, [n, filters, rest]; '' where there are none. */
  readonly rest: Edge
}

/** The inputs of a convolution and its kernels [filters, channels, kernel]. */
interface Operands {
  readonly x: Edge
  readonly kernels: Edge
  /** The mean of what each tap reads, [1, channels, kernel]. */
  readonly means: Edge
}

/**
 * The gradient of a convolution's outputs: factor · (phases − mean), with a factor and a mean for each filter, [1, filters, 1]; `sum` is
 * the mean times how many numbers a filter gives.
 */
interface OutputGradient extends Operands {
  readonly phases: Phases
  readonly factor: Edge
  readonly sum: Edge
}

/** How many outputs lie behind the last window. */
function restOf({ shape, pool, pools }: PhaseSettings): number {
  return shape.outputs - pool * pools
}

/** The mean over the batch and all outputs of what each tap of a kernel reads: [1, channels, kernel]. */
export function tapMeans({ node, whole }: GraphBuilder, { shape }: PhaseSettings, x: Edge): Edge {
  return node('AveragePool', [node('ReduceMean', [x, whole(0)])], { kernel_shape: [shape.outputs], strides: [1] })
}

/** The mean of a convolution's outputs without its bias, [filters, 1, 1]. */
export function outputMeans({ node, whole }: GraphBuilder, kernels: Edge, means: Edge): Edge {
  return node('ReduceSum', [node('Mul', [kernels, means]), whole(1, 2)])
}

/** A convolution less the mean of each channel: one with the positions of a window as filters, as wide as a window reads. */
export function convolveByPhase(graph: GraphBuilder, settings: PhaseSettings, { x, kernels, means }: Operands): Phases {
  const { node, whole } = graph
  const { shape, pool, pools } = settings
  const bias = node('Reshape', [node('Neg', [outputMeans(graph, kernels, means)]), whole(shape.filters)])
  const positions = Array.from({ length: pool }, (_, position) => node('Pad', [kernels, whole(0, 0, position, 0, 0, pool - 1 - position)]))
  const joined = node('Concat', positions, { axis: 0 })
  const biases = node('Concat', Array<Edge>(pool).fill(bias), { axis: 0 })
  const outputs = node('Conv', [x, joined, biases], { kernel_shape: [shape.kernel + pool - 1], strides: [pool] })
  return {
    windows: node('Reshape', [outputs, whole(-1, pool, shape.filters, pools)]),
    rest: restOf(settings) === 0 ? '' : node('Conv', [inputsOfRest(graph, settings, x), kernels, bias], { kernel_shape: [shape.kernel] }),
  }
}

function inputsOfRest({ node, whole }: GraphBuilder, { shape, pool, pools }: PhaseSettings, x: Edge): Edge {
  return node('Slice', [x, whole(pool * pools), whole(shape.length), whole(2)])
}

/**
 * The gradient of the kernels, for each tap the sum of output gradients times the inputs that it read.
 * @returns [filters, channels, kernel]
 */
export function kernelGradient(graph: GraphBuilder, settings: PhaseSettings, { x, means, phases, factor, sum }: OutputGradient): Edge {
  const { node, whole } = graph
  const { shape, pool, pools } = settings
  const { filters, kernel } = shape
  const wide = correlated(graph, shape, x, {
    rows: node('Reshape', [phases.windows, whole(-1, pool * filters, pools)]),
    count: pools,
    distance: pool,
  })
  const taps = Array.from({ length: pool }, (_, position) =>
    node('Slice', [wide, whole(position * filters, position), whole((position + 1) * filters, position + kernel), whole(0, 2)]),
  )
  if (phases.rest !== '') {
    const behind = { ...shape, length: shape.length - pool * pools }
    taps.push(correlated(graph, behind, inputsOfRest(graph, settings, x), { rows: phases.rest, count: restOf(settings), distance: 1 }))
  }
  const asKernels = (edge: Edge): Edge => node('Reshape', [edge, whole(filters, 1, 1)])
  return node('Mul', [node('Sub', [node('Sum', taps), node('Mul', [asKernels(sum), means])]), asKernels(factor)])
}

/** [n, m, count], each row spread over the inputs by a distance. */
interface Rows {
  readonly rows: Edge
  readonly count: number
  readonly distance: number
}

/** Threads share a convolution by its batch: at most so many parts are made of the channels. More make the products too narrow. */
const mostParts = Math.min(4, availableParallelism())

/**
 * Σ rows[n, m, i] · x[n, c, distance · i + k] over samples and i, for every k that x has room for. It is a convolution whose channels
 * are the samples and whose kernels are the rows: no shifted copies are made.
 * @param x [n, channels, length]
 * @returns [m, channels, taps]
 */
function correlated(
  { node, whole }: GraphBuilder,
  { channels, length }: Pick<ConvolutionSettings, 'channels' | 'length'>,
  x: Edge,
  { rows, count, distance }: Rows,
): Edge {
  const parts = [4, 3, 2, 1].find((divisor) => divisor <= mostParts && channels % divisor === 0) ?? 1
  const each = channels / parts
  const bySamples = parts === 1 ? x : node('Transpose', [node('Reshape', [x, whole(-1, parts, each * length)])], { perm: [1, 0, 2] })
  const kernels = node('Unsqueeze', [node('Transpose', [rows], { perm: [1, 0, 2] }), whole(2)])
  const found = node('Conv', [node('Reshape', [bySamples, whole(parts, -1, each, length)]), kernels], {
    kernel_shape: [1, count],
    dilations: [1, distance],
  })
  const taps = length - (count - 1) * distance
  return node('Reshape', [node('Transpose', [found], { perm: [1, 0, 2, 3] }), whole(-1, channels, taps)])
}

/** The gradient of the inputs [n, channels, length], by a convolution with the kernels turned around. */
export function inputGradient(
  { node, whole }: GraphBuilder,
  { shape, pool, pools }: PhaseSettings,
  { kernels, phases, factor, mean }: OutputGradient & { readonly mean: Edge },
): Edge {
  const { filters, kernel } = shape
  const inOrder = node('Reshape', [node('Transpose', [phases.windows], { perm: [0, 2, 3, 1] }), whole(-1, filters, pool * pools)])
  const outputs = phases.rest === '' ? inOrder : node('Concat', [inOrder, phases.rest], { axis: 2 })
  const scaled = node('Mul', [kernels, node('Reshape', [factor, whole(filters, 1, 1)])])
  const turned = node('Transpose', [node('Slice', [scaled, whole(-1), whole(-kernel - 1), whole(2), whole(-1)])], { perm: [1, 0, 2] })
  return node('Conv', [node('Sub', [outputs, mean]), turned], { kernel_shape: [kernel], pads: [kernel - 1, kernel - 1] })
}

import type { Edge, GraphBuilder } from '../graph-builder'

/** A pooling along time and the shape that it meets. */
export interface PoolingSettings {
  readonly size: number
  readonly stride: number
  readonly channels: number
  /** Numbers along time before and after. */
  readonly length: number
  readonly pools: number
}

/** The windows of a pooling as an axis of their own, and the way back; for providers whose `MaxPool` gives no indices. */
export interface PoolingWindows {
  /** [n, channels, length] → [n, channels, pools, size]. */
  cut(x: Edge): Edge
  /** The sum of all windows where they were cut: [n, channels, pools, size] → [n, channels, length]. */
  add(windows: Edge): Edge
}

/** Cuts windows by a reshape where they do not overlap, else tap by tap. */
export function poolingWindows(graph: GraphBuilder, settings: PoolingSettings): PoolingWindows {
  return settings.stride < settings.size ? overlappingWindows(graph, settings) : separateWindows(graph, settings)
}

/**
 * 1 at the first of the largest numbers of each window, else 0. The maxima before each are counted by a matrix product with a triangle:
 * `ArgMax` gives int64, which WebGPU cannot compare.
 * @param windows [n, channels, pools, size]
 * @param largest of each window, [n, channels, pools]
 */
export function firstMaxima({ node, constant, number, whole }: GraphBuilder, size: number, windows: Edge, largest: Edge): Edge {
  const maxima = node('Cast', [node('Equal', [windows, node('Unsqueeze', [largest, whole(3)])])], { to: 1 })
  if (size === 1) return maxima
  const earlier = Array.from({ length: size * size }, (_, index) => (Math.floor(index / size) < index % size ? 1 : 0))
  const before = node('MatMul', [maxima, constant('float32', [size, size], earlier)])
  return node('Mul', [maxima, node('Cast', [node('Less', [before, number(0.5)])], { to: 1 })])
}

function separateWindows(graph: GraphBuilder, { size, stride, channels, length, pools }: PoolingSettings): PoolingWindows {
  const { node, whole } = graph
  const span = pools * stride
  return {
    cut: (x) => {
      const columns = node('Reshape', [resized(graph, x, 2, length, span), whole(-1, channels, pools, stride)])
      return resized(graph, columns, 3, stride, size)
    },
    add: (windows) => {
      const columns = node('Reshape', [resized(graph, windows, 3, size, stride), whole(-1, channels, span)])
      return resized(graph, columns, 2, span, length)
    },
  }
}

function overlappingWindows(graph: GraphBuilder, { size, stride, channels, length, pools }: PoolingSettings): PoolingWindows {
  const { node, whole, constant } = graph
  const taps = Array.from({ length: size }, (_, tap) => tap)
  const ownTap = taps.flatMap((tap) => taps.map((position) => (position === tap ? 1 : 0)))
  return {
    cut: (x) => {
      const views = taps.map((tap) => node('Slice', [x, whole(tap), whole(tap + (pools - 1) * stride + 1), whole(2), whole(stride)]))
      const columns = views.map((view) => node('Unsqueeze', [view, whole(3)]))
      return node('Concat', columns, { axis: 3 })
    },
    add: (windows) => {
      const rows = node('Reshape', [node('Transpose', [windows], { perm: [0, 1, 3, 2] }), whole(-1, channels * size, pools)])
      const kernels = constant('float32', [channels * size, 1, size], Array<number[]>(channels).fill(ownTap).flat())
      return node('ConvTranspose', [rows, kernels], {
        kernel_shape: [size],
        strides: [stride],
        group: channels,
        output_padding: [length - (pools - 1) * stride - size],
      })
    },
  }
}

/** Cuts an axis off at the end, or pads it with zeros there. */
function resized({ node, whole }: GraphBuilder, x: Edge, axis: 2 | 3, from: number, to: number): Edge {
  if (from === to) return x
  if (from > to) return node('Slice', [x, whole(0), whole(to), whole(axis)])
  const zeros = Array<number>(axis + 1).fill(0)
  return node('Pad', [x, whole(...zeros, ...zeros.slice(1), to - from)])
}

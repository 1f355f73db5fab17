import type { Edge, GraphBuilder } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'
import { firstMaxima, type PoolingSettings, poolingWindows } from './pooling-windows'

/**
 * The largest number of each window; of equal ones the first takes the gradient.
 * @param x [n, channels, length]
 */
export function maxPooling(step: StepBuilder, settings: PoolingSettings, x: Edge): LayerStep {
  return step.form === 'gpu' ? maxPoolingByWindows(step, settings, x) : maxPoolingByIndices(step, settings, x)
}

function maxPoolingByIndices({ graph }: StepBuilder, { size, stride, channels, length }: PoolingSettings, x: Edge): LayerStep {
  const window = { kernel_shape: [size], strides: [stride] }
  const [output = '', argmax = ''] = graph.nodeOf(2, 'MaxPool', [x], window)
  return {
    output,
    backward: (gradient, wanted) => {
      if (!wanted) return ''
      const overlapping = stride < size
      return overlapping
        ? addAt(graph, x, argmax, gradient, [-1, channels, length])
        : graph.node('MaxUnpool', [gradient, argmax, graph.node('Shape', [x])], window)
    },
  }
}

function maxPoolingByWindows({ graph }: StepBuilder, settings: PoolingSettings, x: Edge): LayerStep {
  const { node, whole } = graph
  const output = node('MaxPool', [x], { kernel_shape: [settings.size], strides: [settings.stride] })
  return {
    output,
    backward: (gradient, wanted) => {
      if (!wanted) return ''
      const windows = poolingWindows(graph, settings)
      const first = firstMaxima(graph, settings.size, windows.cut(x), output)
      return windows.add(node('Mul', [first, node('Unsqueeze', [gradient, whole(3)])]))
    },
  }
}

/** Windows that overlap may share their maximum, whose gradients add up. */
function addAt(graph: GraphBuilder, x: Edge, argmax: Edge, gradient: Edge, shape: readonly number[]): Edge {
  const { node, whole } = graph
  const flat = whole(-1)
  const zeros = node('Reshape', [node('Mul', [x, graph.number(0)]), flat])
  const sums = node('ScatterElements', [zeros, node('Reshape', [argmax, flat]), node('Reshape', [gradient, flat])], {
    axis: 0,
    reduction: { kind: 'string', value: 'add' },
  })
  return node('Reshape', [sums, whole(...shape)])
}

/**
 * The mean of each window.
 * @param x [n, channels, length]
 */
export function averagePooling({ graph }: StepBuilder, settings: PoolingSettings, x: Edge): LayerStep {
  const { size, stride } = settings
  return {
    output: graph.node('AveragePool', [x], { kernel_shape: [size], strides: [stride] }),
    backward: (gradient, wanted) => {
      if (!wanted) return ''
      return stride < size ? spreadOverlapping(graph, settings, gradient) : spread(graph, settings, gradient)
    },
  }
}

/** Each pool's gradient to all numbers of its window; none between windows and behind the last. */
function spread({ node, constant, whole }: GraphBuilder, { size, stride, channels, length, pools }: PoolingSettings, gradient: Edge): Edge {
  const shares = constant(
    'float32',
    [1, stride],
    Array.from({ length: stride }, (_, index) => (index < size ? 1 / size : 0)),
  )
  const columns = node('MatMul', [node('Unsqueeze', [gradient, whole(3)]), shares])
  const spreadOut = node('Reshape', [columns, whole(-1, channels, pools * stride)])
  if (pools * stride === length) return spreadOut
  return node('Pad', [spreadOut, whole(0, 0, 0, 0, 0, length - pools * stride)])
}

function spreadOverlapping(graph: GraphBuilder, { size, stride, channels, length, pools }: PoolingSettings, gradient: Edge): Edge {
  const shares = graph.constant('float32', [channels, 1, size], Array<number>(channels * size).fill(1 / size))
  return graph.node('ConvTranspose', [gradient, shares], {
    kernel_shape: [size],
    strides: [stride],
    group: channels,
    output_padding: [length - (pools - 1) * stride - size],
  })
}

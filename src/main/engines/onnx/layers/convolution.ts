import type { Edge, GraphBuilder } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'

/** A convolution along time and the shapes that it meets. */
export interface ConvolutionSettings {
  readonly kernel: number
  readonly stride: number
  readonly filters: number
  readonly channels: number
  /** Numbers along time before and after. */
  readonly length: number
  readonly outputs: number
  /** The layer behind takes the bias away again: its gradient is zero. */
  readonly isNormalised: boolean
}

/**
 * Convolution without padding.
 * @param x [n, channels, length]
 */
export function convolution(step: StepBuilder, name: string, settings: ConvolutionSettings, x: Edge): LayerStep {
  const { graph } = step
  const { kernel, stride } = settings
  const [weightName, biasName] = [`${name}.weight`, `${name}.bias`]
  const weight = step.tensor(weightName)
  return {
    output: graph.node('Conv', [x, weight, step.tensor(biasName)], { kernel_shape: [kernel], strides: [stride] }),
    backward: (gradient, wanted) => {
      if (step.isTrained(weightName)) {
        step.learn(weightName, weightGradient(graph, settings, x, gradient))
        if (settings.isNormalised) step.learnNothing(biasName)
        else step.learn(biasName, graph.node('ReduceSum', [gradient, graph.whole(0, 2)], { keepdims: 0 }))
      }
      return wanted ? inputGradient(graph, settings, weight, gradient) : ''
    },
  }
}

/**
 * For stride 1: a convolution with reversed kernels, which equals the transposed convolution and is several times as fast in
 * onnxruntime.
 */
function inputGradient(
  { node, whole }: GraphBuilder,
  { kernel, stride, length, outputs }: ConvolutionSettings,
  weight: Edge,
  gradient: Edge,
): Edge {
  if (stride !== 1) {
    return node('ConvTranspose', [gradient, weight], {
      kernel_shape: [kernel],
      strides: [stride],
      output_padding: [length - (outputs - 1) * stride - kernel],
    })
  }
  const turned = node('Slice', [weight, whole(-1), whole(-kernel - 1), whole(2), whole(-1)])
  return node('Conv', [gradient, node('Transpose', [turned], { perm: [1, 0, 2] })], {
    kernel_shape: [kernel],
    strides: [1],
    pads: [kernel - 1, kernel - 1],
  })
}

/**
 * dW[f, c, k] = Σ dy[n, f, t] · x[n, c, t · stride + k]. Of the inputs and the output gradient, the one with fewer channels is copied
 * once for each k, shifted by k, and the copies are stacked; then each sample takes one matrix product with the other.
 * @returns [filters, channels, kernel]
 */
function weightGradient(graph: GraphBuilder, settings: ConvolutionSettings, x: Edge, gradient: Edge): Edge {
  const { node, whole } = graph
  const { kernel, stride, filters, channels } = settings
  const columns = (edge: Edge): Edge => node('Transpose', [edge], { perm: [0, 2, 1] })
  const summed = (products: Edge): Edge => node('ReduceSum', [products, whole(0)], { keepdims: 0 })
  if (stride === 1 && filters < channels) {
    const products = node('MatMul', [shiftedGradients(graph, settings, gradient), columns(x)])
    return node('Transpose', [node('Reshape', [summed(products), whole(kernel, filters, channels)])], { perm: [1, 2, 0] })
  }
  const products = node('MatMul', [gradient, columns(shiftedInputs(graph, settings, x))])
  return node('Transpose', [node('Reshape', [summed(products), whole(filters, kernel, channels)])], { perm: [0, 2, 1] })
}

/** The inputs of each tap: [n, kernel · channels, outputs]. */
function shiftedInputs({ node, whole }: GraphBuilder, { kernel, stride, outputs }: ConvolutionSettings, x: Edge): Edge {
  const views = Array.from({ length: kernel }, (_, tap) =>
    node('Slice', [x, whole(tap), whole(tap + (outputs - 1) * stride + 1), whole(2), whole(stride)]),
  )
  return node('Concat', views, { axis: 1 })
}

/** The gradient where each tap reads, for a stride of one: [n, kernel · filters, length]. */
function shiftedGradients({ node, whole }: GraphBuilder, { kernel }: ConvolutionSettings, gradient: Edge): Edge {
  const views = Array.from({ length: kernel }, (_, tap) => node('Pad', [gradient, whole(0, 0, tap, 0, 0, kernel - 1 - tap)]))
  return node('Concat', views, { axis: 1 })
}

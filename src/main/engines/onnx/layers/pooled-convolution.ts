import { batchNormalisationEpsilon } from '../../../network/constants'
import type { Edge } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'
import { addToLargest } from './phase-gradient'
import { convolveByPhase, inputGradient, kernelGradient, outputMeans, type Phases, type PhaseSettings, tapMeans } from './phases'

/** A convolution, the batch normalisation behind it and the max pooling behind that. */
export interface PooledConvolutionSettings extends PhaseSettings {
  /** The layer before that takes one mean from its inputs and divides them by one deviation; its inputs are read instead. */
  readonly constants?: string
  readonly convolution: string
  readonly normalisation: string
}

const leastShare = 1e-20

/**
 * Convolution, batch normalisation and max pooling as one. The convolution gives the positions of a window as channels, so that the
 * maximum of a window is one of whole rows. Its bias takes the mean of each channel away, which follows from the means of the inputs;
 * kernels of a negative gamma change their sign, so that the largest number before the normalisation is the largest behind it. What
 * follows is computed for the pooled numbers alone, and the gradient comes back to whole rows.
 * @param x [n, channels, length]
 */
export function pooledConvolution(step: StepBuilder, settings: PooledConvolutionSettings, x: Edge): LayerStep {
  const { node, number, whole } = step.graph
  const { filters, outputs } = settings.shape
  const part = (name: string): Edge => step.tensor(`${settings.normalisation}.${name}`, [1, filters, 1])
  const [gamma, beta] = [part('weight'), part('bias')]
  const inverseRows = node('Mul', [step.inverseSize(), number(1 / outputs)])
  const sign = node('Where', [node('Less', [gamma, number(0)]), number(-1), number(1)])
  const scale = scaleOf(step, settings, sign)
  const kernels = node('Mul', [step.tensor(`${settings.convolution}.weight`), scale])
  const means = tapMeans(step.graph, settings, x)
  const centred = convolveByPhase(step.graph, settings, { x, kernels, means })
  const variance = node('Mul', [sumOfSquares(step, centred), inverseRows])
  observe(step, settings, { means, variance, inverseRows })
  const inverse = node('Reciprocal', [node('Sqrt', [node('Add', [variance, number(batchNormalisationEpsilon)])])])
  const largest = node('ReduceMax', [centred.windows, whole(1)], { keepdims: 0 })
  const factor = node('Mul', [inverse, node('Abs', [gamma])])
  return {
    output: node('Add', [node('Mul', [largest, factor]), beta]),
    backward: (gradient, wanted) => {
      const sum = node('ReduceSum', [gradient, whole(0, 2)])
      const scaled = node('Mul', [node('ReduceSum', [node('Mul', [gradient, largest]), whole(0, 2)]), inverse])
      step.learn(`${settings.normalisation}.bias`, sum)
      step.learn(`${settings.normalisation}.weight`, node('Mul', [scaled, sign]))
      const own = ownShare(step, node('Mul', [node('Mul', [scaled, inverse]), inverseRows]))
      const perOwn = (edge: Edge): Edge => node('Div', [edge, own])
      const shared = {
        ...{ x, kernels, means },
        phases: addToLargest(step.graph, settings, { ...centred, largest }, perOwn(gradient)),
        factor: node('Mul', [factor, own]),
        sum: perOwn(sum),
      }
      const learnt = kernelGradient(step.graph, settings, shared)
      step.learn(`${settings.convolution}.weight`, node('Mul', [learnt, scale]))
      step.learnNothing(`${settings.convolution}.bias`)
      return wanted ? inputGradient(step.graph, settings, { ...shared, mean: perOwn(node('Mul', [sum, inverseRows])) }) : ''
    },
  }
}

/** One pair of constants before a convolution whose mean is taken away: its deviation divides the kernels. */
function scaleOf({ graph: { node, whole }, tensor }: StepBuilder, { constants, shape }: PooledConvolutionSettings, sign: Edge): Edge {
  const signs = node('Reshape', [sign, whole(shape.filters, 1, 1)])
  return constants === undefined ? signs : node('Div', [signs, tensor(`${constants}.deviation`, [1, 1, 1])])
}

/** Σ y² of each channel, [1, filters, 1]. */
function sumOfSquares({ graph: { node, whole } }: StepBuilder, { windows, rest }: Phases): Edge {
  const ofRows = node('ReduceSumSquare', [windows, whole(3)], { keepdims: 0 })
  const ofWindows = node('Reshape', [node('ReduceSum', [ofRows, whole(0, 1)]), whole(1, -1, 1)])
  return rest === '' ? ofWindows : node('Add', [ofWindows, node('ReduceSumSquare', [rest, whole(0, 2)])])
}

/** Moves the running statistics; the mean is that of the outputs with their bias and without the sign. */
function observe(
  step: StepBuilder,
  { constants, convolution, normalisation, shape }: PooledConvolutionSettings,
  { means, variance, inverseRows }: { readonly means: Edge; readonly variance: Edge; readonly inverseRows: Edge },
): void {
  const { node, number, whole } = step.graph
  const channels = [1, shape.filters, 1]
  const ofConstants = (name: string): Edge => step.tensor(`${constants}.${name}`, [1, 1, 1])
  const read = constants === undefined ? means : node('Div', [node('Sub', [means, ofConstants('mean')]), ofConstants('deviation')])
  const mean = outputMeans(step.graph, step.tensor(`${convolution}.weight`), read)
  const biased = node('Add', [
    node('Reshape', [mean, whole(...channels)]),
    node('Reshape', [step.tensor(`${convolution}.bias`), whole(...channels)]),
  ])
  for (const name of ['running_mean', 'running_var']) step.tensor(`${normalisation}.${name}`, channels)
  step.observe(`${normalisation}.running_mean`, biased)
  step.observe(`${normalisation}.running_var`, node('Div', [variance, node('Sub', [number(1), inverseRows])]))
}

/**
 * The factor −mean(dy · x̂) / σ by which each number enters its own gradient. The gradient is computed in multiples of it, which spares
 * a pass over all numbers; where it vanishes, a number far below any gradient stands for it.
 */
function ownShare({ graph: { node, number } }: StepBuilder, share: Edge): Edge {
  const isTiny = node('Less', [node('Abs', [share]), number(leastShare)])
  return node('Neg', [node('Where', [isTiny, number(leastShare), share])])
}

import type { Tensor, Tensor1D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-node'
import { batchNormalisationEpsilon } from '../../network/constants'
import { channelMoments, type Moments } from './batch-normalisation'
import type { TensorFlow } from './load'

/** Tensors and settings of convolution → batch normalisation → max pooling in training. */
export interface ConvolutionBlock {
  /** [filters, channels, kernel]. */
  readonly weight: Tensor3D
  /** [filters]; batch normalisation takes it away again, so that only the running mean sees it. */
  readonly bias: Tensor1D
  readonly gamma: Tensor1D
  readonly beta: Tensor1D
  readonly stride: number
  readonly pooling: { readonly size: number; readonly stride: number }
}

/**
 * Convolution, batch normalisation by the batch's moments and max pooling, the same as layer by layer but with the
 * normalisation at pooled resolution: where γ ≥ 0 the largest input gives the largest output. For a negative γ the filter's
 * sign is turned around first, and γ's with it.
 * @param x [n, length, channels]
 * @returns `output` [n, pooled length, filters], and the moments of the convolution with its bias
 */
export function convolutionBlock(tf: TensorFlow, x: Tensor3D, block: ConvolutionBlock): { output: Tensor; moments: Moments; rows: number } {
  const sign = tf.tensor1d(Float32Array.from(block.gamma.dataSync(), (value) => (value < 0 ? -1 : 1)))
  const kernel = tf.mul<Tensor3D>(tf.transpose(block.weight, [2, 1, 0]), sign)
  const turned = tf.conv1d(x, kernel, block.stride, 'valid')
  const moments = channelMoments(tf, tf.reshape(turned, [-1, sign.size]))
  const output = normalisedPools(tf, turned, tf.mul(block.gamma, sign), block.beta, moments, block.pooling)
  const mean = tf.add<Tensor1D>(tf.mul(moments.mean, sign), block.bias)
  return { output, moments: { mean, variance: moments.variance }, rows: turned.size / sign.size }
}

/** Batch normalisation after max pooling, for γ ≥ 0; the gradient is that of normalising before pooling. */
function normalisedPools(
  tf: TensorFlow,
  x: Tensor3D,
  gamma: Tensor1D,
  beta: Tensor1D,
  moments: Moments,
  pooling: ConvolutionBlock['pooling'],
): Tensor {
  const window = { filterSize: [1, pooling.size], strides: [1, pooling.stride], pad: 'valid' }
  const operation = tf.customGrad((...values) => {
    const image = tf.expandDims<Tensor4D>(x, 1)
    const pools = tf.maxPool(image, [1, pooling.size], [1, pooling.stride], 'valid')
    const inverse = tf.rsqrt(tf.add(moments.variance, batchNormalisationEpsilon))
    const slope = tf.mul(gamma, inverse)
    const value = tf.add(tf.mul(pools, slope), tf.sub(beta, tf.mul(moments.mean, slope)))
    const save = values.at(-1)
    if (typeof save === 'function') save([image, pools, slope, inverse, moments.mean])
    return {
      value: tf.squeeze(value, [1]),
      gradFunc: (dy: Tensor, saved: Tensor[]) => gradientsOf(tf, tf.expandDims<Tensor4D>(dy, 1), saved, window),
    }
  })
  return operation(x, gamma, beta)
}

type PoolingWindow = Parameters<ReturnType<TensorFlow['engine']>['runKernel']>[2]

/** dx = γ/σ · (scattered dy − mean(dy) − x̂ · mean(dy · x̂)); the sums need the pooled positions only, since dy is 0 elsewhere. */
function gradientsOf(tf: TensorFlow, dy: Tensor4D, saved: Tensor[], window: PoolingWindow): Tensor[] {
  const [x, pools, slope, inverse, mean] = saved as [Tensor4D, Tensor4D, Tensor1D, Tensor1D, Tensor1D]
  const rows = x.size / slope.size
  const dBeta = tf.sum<Tensor1D>(dy, [0, 1, 2])
  const sumDyX = tf.sum<Tensor1D>(tf.mul(dy, pools), [0, 1, 2])
  const dGamma = tf.mul(inverse, tf.sub(sumDyX, tf.mul(mean, dBeta)))
  const perX = tf.div(tf.mul(inverse, dGamma), rows)
  const constant = tf.sub(tf.div(dBeta, rows), tf.mul(mean, perX))
  const scattered: Tensor4D = tf.engine().runKernel('MaxPoolGrad', { dy: tf.mul(dy, slope), input: x, output: pools }, window)
  const dx = tf.sub(scattered, tf.add(tf.mul(x, tf.mul(perX, slope)), tf.mul(constant, slope)))
  return [tf.squeeze(dx, [1]), dGamma, dBeta]
}

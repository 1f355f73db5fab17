import type { Rank, Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-node'
import { batchNormalisationEpsilon } from '../../network/constants'
import type { TensorFlow } from './load'

/** Mean and biased variance of each channel over all rows. */
export interface Moments {
  readonly mean: Tensor1D
  readonly variance: Tensor1D
}

/**
 * Moments of each channel, in two passes, so that a large mean does not swallow the variance.
 * @param rows [rows, channels]
 */
export function channelMoments(tf: TensorFlow, rows: Tensor2D): Moments {
  return tf.tidy(() => {
    const mean = tf.mean<Tensor1D>(rows, 0)
    const centred = tf.sub(rows, mean)
    return { mean, variance: tf.mean<Tensor1D>(tf.square(centred), 0) }
  })
}

/**
 * Batch normalisation by the batch's own moments, with the gradient written out:
 * dx = γ/σ · (dy − mean(dy) − x̂ · mean(dy · x̂)) (Ioffe & Szegedy 2015).
 * @param x [..., channels]
 * @param moments of `x`; constants of the gradient, whose share is in the formula
 * @returns the same shape as `x`
 */
export function normaliseBatch(tf: TensorFlow, x: Tensor, gamma: Tensor1D, beta: Tensor1D, moments: Moments): Tensor {
  const operation = tf.customGrad((...values) => {
    const inverse = tf.rsqrt(tf.add(moments.variance, batchNormalisationEpsilon))
    const slope = tf.mul(gamma, inverse)
    const value = tf.add(tf.mul(x, slope), tf.sub(beta, tf.mul(moments.mean, slope)))
    const save = values.at(-1)
    if (typeof save === 'function') save([x, slope, inverse, moments.mean])
    return { value, gradFunc: (dy: Tensor, saved: Tensor[]) => gradientsOf(tf, dy, saved) }
  })
  return operation(x, gamma, beta)
}

/**
 * Normalisation by given moments, as in prediction and in frozen branches.
 * @param x [..., channels]
 */
export function normaliseByMoments(tf: TensorFlow, x: Tensor, gamma: Tensor1D, beta: Tensor1D, moments: Moments): Tensor {
  return tf.tidy(() => {
    const slope = tf.mul(gamma, tf.rsqrt(tf.add(moments.variance, batchNormalisationEpsilon)))
    return tf.add(tf.mul(x, slope), tf.sub(beta, tf.mul(moments.mean, slope)))
  })
}

function gradientsOf(tf: TensorFlow, dy: Tensor, saved: Tensor[]): Tensor[] {
  const [x, slope, inverse, mean] = saved as [Tensor, Tensor1D, Tensor1D, Tensor1D]
  const channels = slope.size
  const flatDy = tf.reshape<Rank.R2>(dy, [-1, channels])
  const flatX = tf.reshape<Rank.R2>(x, [-1, channels])
  const rows: Scalar = tf.scalar(flatDy.shape[0])
  const sumDy = tf.sum<Tensor1D>(flatDy, 0)
  const sumDyX = tf.sum<Tensor1D>(tf.mul(flatDy, flatX), 0)
  const dGamma = tf.mul(inverse, tf.sub(sumDyX, tf.mul(mean, sumDy)))
  const perX = tf.div(tf.mul(inverse, dGamma), rows)
  const constant = tf.sub(tf.div(sumDy, rows), tf.mul(mean, perX))
  const dx = tf.mul(tf.sub(dy, tf.add(tf.mul(x, perX), constant)), slope)
  return [dx, dGamma, sumDy]
}

import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-node'
import type { Statistic } from '@shared/domain/network'
import { statisticEpsilon } from '../../network/constants'
import type { TensorFlow } from './load'

type GradSaver = (tensors: Tensor[]) => void

/**
 * Statistics of each channel over time, one after the other.
 * @param lags over which changes are taken, in frames
 * @param x [n, length, channels]
 * @returns [n, statistics · channels]
 */
export function globalPooling(tf: TensorFlow, by: readonly Statistic[], lags: readonly number[], x: Tensor3D): Tensor2D {
  const [size, length, channels] = x.shape
  const writers: Readonly<Record<Statistic, () => Tensor[]>> = {
    mean: () => [tf.mean(x, 1)],
    maximum: () => [maximum(tf, x)],
    deviation: () => [rootMeanSquare(tf, tf.sub(x, tf.mean(x, 1, true)))],
    change: () =>
      lags.map((lag) => {
        const part = (from: number): Tensor3D => tf.slice(x, [0, from, 0], [size, length - lag, channels])
        return rootMeanSquare(tf, tf.sub(part(lag), part(0)))
      }),
  }
  const statistics = by.flatMap((statistic) => writers[statistic]()) as Tensor2D[]
  return statistics.length === 1 ? (statistics[0] ?? tf.zeros([0, 0])) : tf.concat(statistics, 1)
}

/** The maximum over time; equal maxima share its gradient. */
function maximum(tf: TensorFlow, input: Tensor3D): Tensor {
  const withGradient = tf.customGrad((x, save) => {
    const [value, keep] = [tf.max(x as Tensor, 1), save as GradSaver]
    keep([x as Tensor, value])
    const gradFunc = (gradient: Tensor, [saved, largest]: Tensor[]): Tensor => {
      if (saved === undefined || largest === undefined) throw new RangeError('Both tensors were saved.')
      const isLargest = tf.cast(tf.equal(saved, tf.expandDims(largest, 1)), 'float32')
      return tf.mul(isLargest, tf.expandDims(tf.div(gradient, tf.sum(isLargest, 1)), 1))
    }
    return { value, gradFunc }
  })
  return withGradient(input)
}

/** √(mean x² + ε) over time. */
function rootMeanSquare(tf: TensorFlow, x: Tensor): Tensor {
  return tf.sqrt(tf.add(tf.mean(tf.square(x), 1), statisticEpsilon))
}

import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-node'
import type { AttentionStatistic } from '@shared/domain/network'
import { statisticEpsilon } from '../../network/constants'
import type { TensorFlow } from './load'

/**
 * Mean and deviation of each channel over time, by weights that are the softmax over time of a linear score.
 * @param x [n, length, channels]
 * @param score [1, channels]
 * @returns [n, statistics · channels]
 */
export function attentionPooling(tf: TensorFlow, by: readonly AttentionStatistic[], x: Tensor3D, score: Tensor): Tensor2D {
  const weights = tf.expandDims(tf.softmax(tf.sum(tf.mul(x, score), 2)), 2)
  const mean = tf.sum(tf.mul(x, weights), 1, true)
  const writers: Readonly<Record<AttentionStatistic, () => Tensor>> = {
    mean: () => tf.squeeze(mean, [1]),
    deviation: () => {
      const variance = tf.sum(tf.mul(tf.square(tf.sub(x, mean)), weights), 1)
      return tf.sqrt(tf.add(variance, statisticEpsilon))
    },
  }
  const statistics = by.map((statistic) => writers[statistic]()) as Tensor2D[]
  return statistics.length === 1 ? (statistics[0] ?? tf.zeros([0, 0])) : tf.concat(statistics, 1)
}

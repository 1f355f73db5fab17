import type { Tensor } from '@tensorflow/tfjs-node'
import { layerNormalisationEpsilon } from '../../network/constants'
import type { TensorFlow } from './load'

/**
 * Mean 0 and variance 1 over the channels, then a gain and a bias of each.
 * @param x [..., channels]
 * @param gain [channels], as `bias`
 */
export function layerNormalisation(tf: TensorFlow, x: Tensor, gain: Tensor, bias: Tensor): Tensor {
  const centred = tf.sub(x, tf.mean(x, -1, true))
  const deviation = tf.sqrt(tf.add(tf.mean(tf.square(centred), -1, true), layerNormalisationEpsilon))
  return tf.add(tf.mul(tf.div(centred, deviation), gain), bias)
}

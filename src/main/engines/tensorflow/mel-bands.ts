import type { Tensor3D } from '@tensorflow/tfjs-node'
import { melBandMatrix } from '../../network/mel-band-matrix'
import type { TensorFlow } from './load'

/** Puts smoothed log-mel bands behind the channels: [n, length, channels] → [n, length, channels + bands]. */
export function appendMelBands(tf: TensorFlow, bands: number, x: Tensor3D): Tensor3D {
  const [size, length, channels] = x.shape
  const matrix = tf.tensor2d(melBandMatrix(bands, channels), [bands, channels])
  const rows = tf.matMul(tf.reshape(x, [size * length, channels]), matrix, false, true)
  return tf.concat([x, tf.reshape(rows, [size, length, bands])], 2)
}

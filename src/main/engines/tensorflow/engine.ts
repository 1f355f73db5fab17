import type { TrainingEngine } from '../engine'
import { loadTensorFlow } from './load'
import { openTensorFlowSession } from './session'

/**
 * TensorFlow as a training engine. Its calls block the thread: only in workers.
 * @throws Failure `unsupported` when libtensorflow is not there
 */
export function createTensorFlowEngine(): TrainingEngine {
  const tf = loadTensorFlow()
  const usesGpu: unknown = Reflect.get(tf.backend(), 'isUsingGpuDevice')
  return {
    name: 'tensorflow',
    device: usesGpu === true ? 'GPU' : 'CPU',
    open: async (plan, weights) => openTensorFlowSession(tf, plan, weights),
  }
}

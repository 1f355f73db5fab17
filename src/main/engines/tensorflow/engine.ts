import { type Device, processor } from '@shared/domain/device'
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
  // Its GPU build computes on the first GPU where there is one, and leaves no choice.
  const device: Device = usesGpu === true ? { id: 'cuda', name: 'GPU', kind: 'cuda', vendor: 'NVIDIA' } : processor
  return {
    name: 'tensorflow',
    devices: () => [device],
    open: async (plan, weights) => openTensorFlowSession(tf, plan, weights),
  }
}

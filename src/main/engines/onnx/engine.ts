import { processor } from '@shared/domain/device'
import type { TrainingEngine } from '../engine'
import { openOnnxSession } from './session'

/** onnxruntime as a training engine, on the CPU. Its runs block the thread: only in workers. */
export function createOnnxEngine(): TrainingEngine {
  return {
    name: 'onnx',
    devices: () => [processor],
    open: async (plan, weights, device) => openOnnxSession(plan, weights, device),
  }
}

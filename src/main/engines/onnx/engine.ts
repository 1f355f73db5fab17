import type { TrainingEngine } from '../engine'
import { openOnnxSession } from './session'

/** onnxruntime as a training engine, on the CPU. Its runs block the thread: only in workers. */
export function createOnnxEngine(): TrainingEngine {
  return { name: 'onnx', device: 'CPU', open: async (plan, weights) => openOnnxSession(plan, weights) }
}

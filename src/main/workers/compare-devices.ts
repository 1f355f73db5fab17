import { compareDevicesPayloadSchema } from '@shared/contract/workers/compare-devices'
import { compareDevices } from '../engines/compare-devices'
import { createOnnxEngine } from '../engines/onnx/engine'
import { createTensorFlowEngine } from '../engines/tensorflow/engine'
import { serveJob } from './serve-job'

serveJob(compareDevicesPayloadSchema, (payload, { signal, yieldToEvents, progress }) => {
  const adapters = payload.candidates.map(({ device }) => device).filter(({ kind }) => kind === 'webgpu')
  const engines = { tensorflow: createTensorFlowEngine, onnx: () => createOnnxEngine(adapters) }
  return compareDevices(payload, engines, {
    signal,
    yieldToEvents,
    onProgress: (done, total, message) => progress({ done, total, message }),
  })
})

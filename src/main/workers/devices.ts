import { devicesPayloadSchema, type DevicesResult } from '@shared/contract/workers/devices'
import { listDevices } from '../engines/list-devices'
import { createOnnxEngine } from '../engines/onnx/engine'
import { createTensorFlowEngine } from '../engines/tensorflow/engine'
import { serveJob } from './serve-job'

serveJob(devicesPayloadSchema, async ({ adapters }): Promise<DevicesResult> => ({
  devices: listDevices({ tensorflow: createTensorFlowEngine, onnx: () => createOnnxEngine(adapters) }),
}))

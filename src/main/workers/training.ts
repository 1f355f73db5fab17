import { trainingPayloadSchema } from '@shared/contract/workers/training'
import { createOnnxEngine } from '../engines/onnx/engine'
import { runTraining } from '../learning/run-training'
import { createTensorFlowEngine } from '../engines/tensorflow/engine'
import { serveJob } from './serve-job'

serveJob(trainingPayloadSchema, (payload, context) =>
  runTraining(payload, {
    engines: { tensorflow: createTensorFlowEngine, onnx: () => createOnnxEngine(payload.adapters) },
    signal: context.signal,
    yieldToEvents: context.yieldToEvents,
    onItem: context.item,
    onProgress: (done, total, message) => context.progress(message === undefined ? { done, total } : { done, total, message }),
  }),
)

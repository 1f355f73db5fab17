import { type TrainingPayload, trainingPayloadSchema } from '@shared/contract/workers/training'
import { fail } from '@shared/domain/failure'
import type { TrainingEngine } from '../engines/engine'
import { runTraining } from '../engines/run-training'
import { createTensorFlowEngine } from '../engines/tensorflow/engine'
import { serveJob } from './serve-job'

serveJob(trainingPayloadSchema, (payload, context) =>
  runTraining(payload, {
    engine: chooseEngine(payload),
    signal: context.signal,
    yieldToEvents: context.yieldToEvents,
    onItem: context.item,
    onProgress: (done, total, message) => context.progress(message === undefined ? { done, total } : { done, total, message }),
  }),
)

/** `auto` takes the one engine that there is. */
function chooseEngine({ engine }: TrainingPayload): TrainingEngine {
  if (engine !== 'onnx') return createTensorFlowEngine()
  return fail('unsupported', 'This version has no ONNX training engine.', 'Choose the engine tensorflow, or auto.')
}

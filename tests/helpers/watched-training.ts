import { readFileSync } from 'node:fs'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { createTensorFlowEngine } from '@main/engines/tensorflow/engine'
import { runTraining } from '@main/learning/run-training'
import type { Epoch } from '@shared/contract/training'
import {
  type TrainedPrediction,
  trainedPredictionsSchema,
  type TrainingPayload,
  type TrainingResult,
} from '@shared/contract/workers/training'
import type { TrainingData } from './training-data'

export const engines = { tensorflow: createTensorFlowEngine, onnx: createOnnxEngine }

interface Watched {
  readonly result: TrainingResult
  readonly epochs: readonly Epoch[]
}

/** Runs a training; `stopAfter` aborts it in the step after so many steps, and `steps` receives the steps that were reported. */
export async function watchTraining(payload: TrainingPayload, stopAfter = Infinity, steps: number[] = []): Promise<Watched> {
  const epochs: Epoch[] = []
  const abort = new AbortController()
  const result = await runTraining(payload, {
    engines,
    signal: abort.signal,
    yieldToEvents: () => Promise.resolve(),
    onItem: (item) => void (item.kind === 'epoch' && epochs.push(item.epoch)),
    onProgress: (done, _total, message) => {
      if (message === undefined) steps.push(done)
      if (done >= stopAfter) abort.abort()
    },
  })
  return { result, epochs }
}

/** The weights that a run kept, as they stand in their file. */
export const bytesOf = (result: TrainingResult): Buffer => readFileSync(result.weightsPath ?? '')
/** What a run predicted. */
export const predictionsOf = ({ predictionsPath }: TrainingResult): TrainedPrediction[] =>
  trainedPredictionsSchema.parse(JSON.parse(readFileSync(predictionsPath, 'utf8'))).predictions
/** A payload with other settings. */
export function withSettings(data: TrainingData, name: string, settings: Partial<TrainingPayload['settings']>): TrainingPayload {
  const payload = data.payload(name)
  return { ...payload, settings: { ...payload.settings, ...settings } }
}

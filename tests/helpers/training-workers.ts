import { tryBackbonePayloadSchema } from '@shared/contract/workers/backbone'
import { compareDevicesPayloadSchema } from '@shared/contract/workers/compare-devices'
import { baselinesPayloadSchema, exportBaselinePayloadSchema } from '@shared/contract/workers/baselines'
import { explanationPayloadSchema } from '@shared/contract/workers/explanation'
import { featuresPayloadSchema } from '@shared/contract/workers/features'
import { predictionPayloadSchema } from '@shared/contract/workers/prediction'
import { importVectorsPayloadSchema } from '@shared/contract/workers/import-vectors'
import { word2VecPayloadSchema } from '@shared/contract/workers/word2vec'
import { type TrainingItem, trainingPayloadSchema } from '@shared/contract/workers/training'
import { type Device, processor } from '@shared/domain/device'
import { Failure } from '@shared/domain/failure'
import { extractFeatures } from '@main/audio/extract-features'
import { openFeatureSession } from '@main/backbones/open-feature-session'
import { tryBackbone } from '@main/backbones/try-backbone'
import { compareDevices } from '@main/engines/compare-devices'
import { computeBaselines } from '@main/baselines/compute-baselines'
import { exportBaseline } from '@main/baselines/export-baseline'
import { runTraining } from '@main/learning/run-training'
import type { Engines, TrainingEngine } from '@main/engines/engine'
import { listDevices } from '@main/engines/list-devices'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { createTensorFlowEngine } from '@main/engines/tensorflow/engine'
import type { RunWorker, WorkerListeners } from '@main/jobs/run-worker'
import { decodeExcerptsHere } from '@main/inference/excerpts-to-predict'
import { openPrediction } from '@main/inference/open-prediction'
import { explainFile } from '@main/inference/explain-file'
import { openExplanation } from '@main/inference/open-explanation'
import { predictFiles } from '@main/inference/predict-files'
import { importVectors } from '@main/text/import-vectors-job'
import { learnEmbedding } from '@main/text/word2vec-job'

const realEngines: Engines = { tensorflow: createTensorFlowEngine, onnx: createOnnxEngine }

/** The real engines, with devices that only seem to be there: ONNX computes on them as on the CPU. */
export function enginesWith(devices: () => readonly Device[]): Engines {
  const real = createOnnxEngine()
  const onnx: TrainingEngine = {
    ...real,
    devices: () => [processor, ...devices()],
    open: (plan, weights) => real.open(plan, weights, processor),
  }
  return { ...realEngines, onnx: () => onnx }
}

/** Called before each item of a training reaches its listener; what it throws ends the worker. */
export type OnTrainingItem = (item: TrainingItem) => void

/**
 * The workers of features, training and prediction in this process: the same code as in the built workers, so that tests of services
 * need no build.
 * @param engines the real ones, unless a test makes some up
 */
export function trainingWorkers(onTrainingItem: OnTrainingItem = () => undefined, engines: Engines = realEngines): RunWorker {
  const run = inProcess(onTrainingItem, engines)
  return async (kind, payload, listeners) => {
    try {
      return await run(kind, payload, listeners)
    } catch (error) {
      throw listeners.signal?.aborted ? new Failure('cancelled', `The ${kind} job was cancelled.`, 'Start it again.') : error
    }
  }
}

function inProcess(onTrainingItem: OnTrainingItem, engines: Engines): RunWorker {
  return async (kind, payload, listeners) => {
    const context = contextOf(listeners)
    if (kind === 'features') {
      const features = featuresPayloadSchema.parse(payload)
      const session = await openFeatureSession(features)
      return extractFeatures(features, session, context).finally(() => session.dispose())
    }
    if (kind === 'training') {
      const onItem = (item: TrainingItem): void => {
        onTrainingItem(item)
        listeners.onItem?.(item)
      }
      const onProgress = (done: number, total: number): void => listeners.onProgress?.({ done, total })
      return runTraining(trainingPayloadSchema.parse(payload), {
        ...context,
        engines,
        onItem,
        onProgress,
      })
    }
    if (kind === 'baselines') {
      const onProgress = (done: number, total: number): void => listeners.onProgress?.({ done, total })
      return computeBaselines(baselinesPayloadSchema.parse(payload), { ...context, onProgress })
    }
    if (kind === 'export-baseline') {
      const onProgress = (done: number, total: number): void => listeners.onProgress?.({ done, total })
      return exportBaseline(exportBaselinePayloadSchema.parse(payload), { ...context, onProgress })
    }
    if (kind === 'prediction') {
      const request = predictionPayloadSchema.parse(payload)
      const { dispose, ...model } = await openPrediction(request)
      const decode: Parameters<typeof predictFiles>[1]['decode'] = (request) => decodeExcerptsHere(request, context.signal)
      return predictFiles(request, { ...context, ...model, decode, filesAhead: 2 }).finally(dispose)
    }
    if (kind === 'explanation') {
      const { dispose, ...model } = await openExplanation(explanationPayloadSchema.parse(payload))
      return explainFile(explanationPayloadSchema.parse(payload), { ...context, ...model, decode: decodeExcerptsHere }).finally(dispose)
    }
    if (kind === 'try-backbone') return tryBackbone(tryBackbonePayloadSchema.parse(payload))
    if (kind === 'devices') return { devices: listDevices(engines) }
    if (kind === 'adapters') return { adapters: [], absence: { reason: 'There is no GPU that WebGPU can use.', mend: null } }
    if (kind === 'compare-devices')
      return compareDevices(compareDevicesPayloadSchema.parse(payload), engines, { ...context, onProgress: () => undefined })
    if (kind === 'word2vec') return learnEmbedding(word2VecPayloadSchema.parse(payload), '', context)
    if (kind === 'import-vectors') return importVectors(importVectorsPayloadSchema.parse(payload), context)
    throw new Error(`This test starts no ${kind} worker.`)
  }
}

function contextOf({ onItem, onProgress, signal }: WorkerListeners) {
  return {
    item: (value: unknown) => onItem?.(value),
    progress: (progress: { done: number; total: number; message?: string | undefined }) =>
      onProgress?.({
        done: progress.done,
        total: progress.total,
        ...(progress.message === undefined ? {} : { message: progress.message }),
      }),
    signal: signal ?? new AbortController().signal,
    yieldToEvents: () => new Promise<void>((resolve) => setImmediate(resolve)),
  }
}

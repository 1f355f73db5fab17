import type { PredictionPayload } from '@shared/contract/workers/prediction'
import { openSession } from '../onnx/session'
import { openCachedFeatures } from './cached-features'
import type { PredictionEnvironment } from './predict-files'
import { openModelReading } from './text-encoders'

/** A model that is ready to predict; whoever opens it disposes of it. */
export interface OpenPrediction extends Required<Pick<PredictionEnvironment, 'session' | 'encoders' | 'rule' | 'cached'>> {
  dispose(): Promise<void>
}

/**
 * Opens the model of a prediction with all that it reads.
 * @throws Failure as `openModelReading` and `openSession`
 */
export async function openPrediction(payload: PredictionPayload): Promise<OpenPrediction> {
  const reading = await openModelReading(payload.modelPath, payload.resourcesDirectory)
  const cached = await openCachedFeatures(payload, reading.rule)
  const session = await openSession(payload.modelPath)
  const dispose = async (): Promise<void> => {
    await Promise.all([session.dispose(), cached?.session.dispose()])
  }
  return { ...reading, session, cached, dispose }
}

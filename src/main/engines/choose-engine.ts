import type { TrainingPayload } from '@shared/contract/workers/training'
import { asFailure } from '@shared/domain/failure'
import { isHead, type NetworkPlan } from '../network/plan'
import type { TrainingEngine } from './engine'

/** The engines there are; each is loaded when it is asked for. */
export interface Engines {
  /** @throws Failure `unsupported` when libtensorflow is not there */
  readonly tensorflow: () => TrainingEngine
  readonly onnx: () => TrainingEngine
}

/**
 * The engine that trains a network. `auto` takes ONNX for a head behind frozen branches, whose steps of a millisecond it makes with fewer
 * calls, else TensorFlow where it can be loaded.
 * @param plan what is trained
 * @throws Failure `unsupported` when the wanted engine cannot be loaded
 */
export function chooseEngine(wanted: TrainingPayload['engine'], engines: Engines, plan: NetworkPlan): TrainingEngine {
  if (wanted !== 'auto') return engines[wanted]()
  return isHead(plan) ? engines.onnx() : engineForBranches(wanted, engines)
}

/** The engine that computes the outputs of frozen branches, once a track. */
export function engineForBranches(wanted: TrainingPayload['engine'], engines: Engines): TrainingEngine {
  if (wanted !== 'auto') return engines[wanted]()
  try {
    return engines.tensorflow()
  } catch (error) {
    if (asFailure(error).code === 'unsupported') return engines.onnx()
    throw error
  }
}

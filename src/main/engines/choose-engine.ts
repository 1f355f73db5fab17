import type { TrainingPayload } from '@shared/contract/workers/training'
import { asFailure } from '@shared/domain/failure'
import { isHead } from '../network/plan'
import { type Calibration, fasterEngine } from './calibrate'
import type { TrainingEngine } from './engine'

/** The engines there are; each is loaded when it is asked for. */
export interface Engines {
  /** @throws Failure `unsupported` when libtensorflow is not there */
  readonly tensorflow: () => TrainingEngine
  readonly onnx: () => TrainingEngine
}

/** Under so many steps a calibration would take longer than the faster engine saves. */
const stepsWorthCalibrating = 60

/**
 * The engine that trains a network. `auto` takes a GPU when TensorFlow has one; ONNX for a head behind frozen branches, whose steps of a
 * millisecond it makes with fewer calls; else the engine that a few steps find faster, or TensorFlow for a run of few steps.
 * @param calibration the run's own network and samples
 * @param steps how many the run will take
 * @throws Failure `unsupported` when the wanted engine cannot be loaded; `cancelled` when the run is stopped while engines are compared
 */
export async function chooseEngine(
  wanted: TrainingPayload['engine'],
  engines: Engines,
  calibration: Calibration,
  steps: number,
): Promise<TrainingEngine> {
  if (wanted !== 'auto') return engines[wanted]()
  if (isHead(calibration.plan)) return engines.onnx()
  const tensorflow = engineForBranches(wanted, engines)
  if (tensorflow.name === 'onnx' || tensorflow.device === 'GPU' || steps < stepsWorthCalibrating) return tensorflow
  return fasterEngine([tensorflow, engines.onnx()], calibration)
}

/** The engine that computes the outputs of frozen branches, once a track: under `auto` TensorFlow where it can be loaded. */
export function engineForBranches(wanted: TrainingPayload['engine'], engines: Engines): TrainingEngine {
  if (wanted !== 'auto') return engines[wanted]()
  try {
    return engines.tensorflow()
  } catch (error) {
    if (asFailure(error).code === 'unsupported') return engines.onnx()
    throw error
  }
}

import type { Device, EngineName } from '@shared/domain/device'
import type { Modality } from '@shared/domain/modality'
import type { NetworkPlan } from '../network/plan'
import type { Weights } from '../network/weights'

/** Inputs of `size` samples, row-major [size, …] in the shape and type of each modality, such as MFCC float32 [size, 20, 1502]. */
export interface BatchInputs {
  readonly size: number
  readonly values: Readonly<Partial<Record<Modality, Float32Array | Int32Array>>>
}

/** Samples to learn from; `targets` is [size, 2], valence and arousal on the scale of the training. */
export interface Batch extends BatchInputs {
  readonly targets: Float32Array
  /** 1 for each target that is known and 0 for each that counts for nothing, [size, 2]; left out: all are known. */
  readonly known?: Float32Array
}

/** What one optimiser step needs besides the samples. */
export interface StepSettings {
  readonly learningRate: number
  /**
   * Without moments: L2 penalty, added to the gradient of every trained parameter as weightDecay · parameter (torch.optim.SGD). With them:
   * the parameter shrinks by learningRate · weightDecay beside Adam's step (torch.optim.AdamW), which is the same arithmetic.
   */
  readonly weightDecay: number
  /** Names the dropout masks of this step: `mixSeed(seed, epoch, step)`. */
  readonly dropoutSeed: number
  /** How many steps this training has taken with this one, which Adam reads; left out: it is the first. */
  readonly stepNumber?: number
}

/** A batch of samples that the session holds. */
export interface HeldRows {
  /** Which of them, by the index in what `hold` was given. */
  readonly rows: Int32Array
  /** How many targets of these rows are known; left out where all targets that are held are known. */
  readonly knownTargets?: number
}

/** How many targets of a step are known: two a sample, unless some are not. */
export function knownTargetsOf(samples: Batch | HeldRows): number {
  if ('rows' in samples) return samples.knownTargets ?? 2 * samples.rows.length
  return samples.known ? samples.known.reduce((sum, weight) => sum + weight, 0) : 2 * samples.size
}

/** Whether some targets of a step may be unknown. */
export function hasUnknownTargets(samples: Batch | HeldRows): boolean {
  return 'rows' in samples ? samples.knownTargets !== undefined : samples.known !== undefined
}

/** One optimiser step. */
export interface Step {
  readonly samples: Batch | HeldRows
  readonly settings: StepSettings
}

/** One network under training. Calls must not overlap. */
export interface TrainingSession {
  /** How many steps over held samples are best asked for at once. */
  readonly stepsTogether: number
  /** Whether steps gain from samples that lie beside the weights, and there is room for so many. */
  canHold(samples: number): boolean
  /** Puts samples beside the weights, instead of those that it held. */
  hold(samples: Batch): Promise<void>
  /**
   * Steps, one after the other, of SGD or, where the weights came with moments, of Adam; each moves weights and running statistics. A GPU
   * may still compute when they return.
   */
  steps(steps: readonly Step[]): Promise<void>
  /**
   * Mean squared error over the known targets, without the penalty, of all samples since this was last asked: each as its step saw it, in
   * training mode and before it moved the weights; 0 where no target was known. Waits for the device.
   */
  takeLoss(): Promise<number>
  /** Loss and gradients (without the penalty) in training mode; moves nothing. */
  gradients(batch: Batch, dropoutSeed: number): Promise<{ loss: number; gradients: Weights }>
  /** Outputs without dropout and with running statistics, [size, 2], on the scale of the training. */
  predict(inputs: BatchInputs): Promise<Float32Array>
  /**
   * A copy of all tensors.
   * @param into an earlier copy that nobody needs any more, to be written over and returned
   */
  weights(into?: Weights): Promise<Weights>
  /**
   * Replaces the numbers that training moves, running statistics with them; moments stay.
   * @param weights with at least these tensors; they may not be written over before the next step or prediction is done
   */
  load(weights: Weights): Promise<void>
  /** Frees the engine's memory; the session cannot be used after. */
  close(): Promise<void>
}

/**
 * A way to train. All engines mean the same by a network, PyTorch's meaning: batch normalisation with epsilon 1e-5,
 * running statistics with momentum 0.1 and unbiased variance; of equal values in a pooling window the first is the maximum;
 * frozen branches use their running statistics; the loss is the mean over the known targets of a batch, and 0 without any. Same weights
 * and batch: same loss and gradients within 1e-4.
 */
export interface TrainingEngine {
  readonly name: EngineName
  /** What it can compute on here, the best first; at least one. */
  devices(): readonly Device[]
  /**
   * Puts a network with its weights under training.
   * @param device one of `devices()`
   */
  open(plan: NetworkPlan, weights: Weights, device: Device): Promise<TrainingSession>
}

/** An engine with the device that it is to compute on. */
export interface EngineOnDevice {
  readonly engine: TrainingEngine
  readonly device: Device
}

/** The engines there are; each is loaded when it is asked for. @throws Failure `unsupported` when its library is not there */
export type Engines = Readonly<Record<EngineName, () => TrainingEngine>>

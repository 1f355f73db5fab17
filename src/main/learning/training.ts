import type { Epoch } from '@shared/contract/training'
import type { OptimiserSettings, TrainingSample } from '@shared/contract/workers/training'
import type { TrainingSession } from '../engines/engine'
import type { NetworkPlan } from '../network/plan'
import type { Checkpoint } from './checkpoint'
import type { BranchRows } from './samples'

/** Everything that a training works with. */
export interface Training {
  readonly session: TrainingSession
  readonly plan: NetworkPlan
  readonly branchRows: BranchRows
  readonly settings: OptimiserSettings
  readonly train: readonly TrainingSample[]
  /** Measured after each epoch. */
  readonly validation: readonly TrainingSample[]
  /** Whether validation chooses the best epoch and stops early; false when those samples are the ones to be predicted (folds). */
  readonly selectBest: boolean
  /** It ends after this epoch; left out: after the last of its settings. */
  readonly lastEpoch?: number
  readonly fold: number
  readonly signal: AbortSignal
  /** Breaks off after this epoch, which a resumed training goes on from; left out: after the last. */
  readonly untilEpoch?: number | undefined
  readonly yieldToEvents: () => Promise<void>
  /** Called after steps, with the steps done in this epoch. */
  readonly onStep: (steps: number) => void
  readonly onEpoch: (epoch: Epoch) => void
  /** Keeps the progress; called after each epoch. */
  readonly save: (progress: Progress) => Promise<void>
}

/** The state of a training; its weights are those after the last whole epoch. */
export type Progress = Omit<Checkpoint, 'fingerprint' | 'settings'>

import type { TrainingItem } from '@shared/contract/workers/training'
import type { Engines } from '../engines/engine'

/** What training needs from the process that runs it. */
export interface TrainingEnvironment {
  readonly engines: Engines
  /** Aborted to stop the run; the best weights so far are kept. */
  readonly signal: AbortSignal
  readonly yieldToEvents: () => Promise<void>
  readonly onItem: (item: TrainingItem) => void
  /** Called after each step: steps done and in all, and what is done where it is no training step. */
  readonly onProgress: (done: number, total: number, message?: string) => void
}

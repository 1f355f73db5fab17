import type { OptimiserSettings } from '@shared/contract/workers/training'
import { batchesOf } from './batches'
import type { TrainingPart } from './parts'

/** The steps of a run around one of its parts, as far as they are planned: patience may end a part sooner. */
export interface PlannedSteps {
  /** Of the parts before it. */
  readonly before: number
  /** Of one of its epochs. */
  readonly anEpoch: number
  /** Of the parts after it. */
  readonly after: number
  readonly total: number
}

type Planned = Pick<TrainingPart, 'fold' | 'train' | 'lastEpoch'>

/**
 * The steps before, in and after a part.
 * @param parts all of the run, this one with them, in the order of their folds
 */
export function plannedSteps(part: Planned, parts: readonly Planned[], settings: OptimiserSettings): PlannedSteps {
  const stepsAnEpoch = ({ train }: Planned): number => batchesOf(train, settings.batchSize).length
  const stepsOf = (some: readonly Planned[]): number =>
    some.reduce((sum, each) => sum + stepsAnEpoch(each) * (each.lastEpoch ?? settings.epochs), 0)
  return {
    before: stepsOf(parts.filter(({ fold }) => fold < part.fold)),
    anEpoch: stepsAnEpoch(part),
    after: stepsOf(parts.filter(({ fold }) => fold > part.fold)),
    total: stepsOf(parts),
  }
}

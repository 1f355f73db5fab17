import type { TrainingItem } from '@shared/contract/workers/training'
import { type ComputedStretch, withStretch } from '@shared/domain/device-choice'
import type { ServiceContext } from '../../service-context'
import type { Library } from '../../store/library'
import { changeRun, epochsBeforeFold, type RunChange, runWithId, saveEpoch, type StoredRun } from '../../store/runs'

/** Keeps what happens to one run and reports it to the window. */
export interface RunLog {
  change(change: RunChange): StoredRun
  receive(item: TrainingItem): void
}

/** What a worker began with, after what had been computed before. */
interface Begun {
  readonly before: readonly ComputedStretch[]
  readonly stretch: ComputedStretch
}

/** Makes the log of a run. @param jobId of the job that works on it */
export function createRunLog(context: ServiceContext, library: Library, runId: string, jobId: string): RunLog {
  const { database } = library
  let begun: Begun | null = null
  const change = (values: RunChange): StoredRun => {
    const run = changeRun(database, runId, values)
    const working = run.state === 'preparing' || run.state === 'running'
    context.emit({ type: 'run', run: { ...run, jobId: working ? jobId : null } })
    context.emit({ type: 'changed', topics: ['runs'] })
    return run
  }
  const start = ({ engine, device, choice, parameters }: Extract<TrainingItem, { kind: 'started' }>): void => {
    const { computedOn: before, epochsDone } = runWithId(database, runId)
    const stretch = { fromEpoch: epochsDone + 1, engine, device, ...(choice && { choice }) }
    begun = { before, stretch }
    change({ engine, device: device.name, computedOn: withStretch(before, stretch), parameters })
  }
  return {
    change,
    receive: (item) => {
      if (item.kind === 'started') return start(item)
      const { epoch } = item
      saveEpoch(database, runId, epoch)
      // Only the first epoch shows from which checkpoint the worker goes on.
      const fromEpoch = begun && epochsBeforeFold(database, runId, epoch.fold) + epoch.epoch
      if (begun && fromEpoch !== null && fromEpoch !== begun.stretch.fromEpoch)
        change({ computedOn: withStretch(begun.before, { ...begun.stretch, fromEpoch }) })
      begun = null
      context.emit({ type: 'epoch', runId, epoch })
    },
  }
}

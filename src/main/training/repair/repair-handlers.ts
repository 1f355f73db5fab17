import type { Handlers } from '@shared/contract/channels'
import type { repairChannels } from '@shared/contract/repair'
import type { ServiceContext } from '../../service-context'
import { allRepairs } from '../../store/repair-results'
import type { RunStarter } from '../runs/bring-run-to-end'
import { allRuns, resumeRun, startRun } from '../runs/manage-runs'
import { removeRepair } from './remove-repair'
import { startRepair } from './repair'

/** Answers the channels of repairs: label versions proved by networks. */
export function createRepairHandlers(context: ServiceContext): Handlers<keyof typeof repairChannels> {
  const runs: RunStarter = { start: (run) => startRun(context, run), resume: (runId, fallback) => resumeRun(context, runId, { fallback }) }
  return {
    'repair.start': async (settings) => {
      await context.devices.check(settings)
      // Listing settles the runs that were cut off when the program ended, so that the repair resumes them.
      allRuns(context)
      return startRepair(context, runs, settings)
    },
    'repair.list': () => allRepairs(context.library().database),
    'repair.remove': ({ name }) => removeRepair(context, name),
  }
}

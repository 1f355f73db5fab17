import { setImmediate } from 'node:timers/promises'
import { fail } from '@shared/domain/failure'
import type { JobHandle } from '../../jobs/job-table'

/** How far work on a label archive has come, done in pieces so that others get their turn and people may cancel it. */
export interface ArchivePace {
  /** Reports the share that is done, 0…1. */
  report(share: number, message?: string): void
  /** Reports, and waits for a moment. @throws Failure `cancelled` */
  step(share: number): Promise<void>
}

/** Shares are reported in whole thousandths. */
const total = 1000

/** The pace of a job. */
export function archivePace({ signal, progress }: JobHandle): ArchivePace {
  const report: ArchivePace['report'] = (share, message) =>
    progress({ done: Math.round(total * share), total, ...(message !== undefined && { message }) })
  return {
    report,
    step: async (share) => {
      report(share)
      await setImmediate()
      if (signal.aborted) fail('cancelled', 'The label archive was cancelled.', 'Nothing was written; start it again.')
    },
  }
}

/** A part of other work, from one share of it to another. */
export const partOf = (pace: ArchivePace, from: number, to: number): ArchivePace => ({
  report: (share, message) => pace.report(from + share * (to - from), message),
  step: (share) => pace.step(from + share * (to - from)),
})

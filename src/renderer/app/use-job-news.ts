import type { JobKind } from '@shared/contract/jobs'
import { failureOf } from '@shared/contract/result'
import { onAppEvent } from '../api/events'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'

/** Jobs whose result shows where somebody waits for it: waveforms, dialogs. */
const shownElsewhere: ReadonlySet<JobKind> = new Set(['peaks', 'learning', 'import-labels', 'export-labels'])

/** Says what came of each job when it ends: in a toast when it is done, in the errors panel when it failed. */
export function useJobNews(): void {
  const { show: showError } = useErrors()
  const { show: showToast } = useToasts()
  const reported = new Set<string>()

  onAppEvent('job', ({ job }) => {
    if (job.state === 'running' || reported.has(job.id)) return
    reported.add(job.id)
    if (job.failure && job.state === 'failed') showError(failureOf({ ...job.failure, message: `${job.title}: ${job.failure.message}` }))
    else if (job.state === 'done' && job.outcome && !shownElsewhere.has(job.kind)) showToast(`${job.outcome}.`.replace(/\.\.$/, '.'))
  })
}

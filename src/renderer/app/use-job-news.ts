import type { JobKind } from '@shared/contract/jobs'
import type { FailureCode } from '@shared/domain/failure'
import { failureOf } from '@shared/contract/result'
import { onAppEvent } from '../api/events'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'

/** Jobs whose result shows where somebody waits for it: waveforms, dialogs. */
const shownElsewhere: ReadonlySet<JobKind> = new Set(['peaks', 'learning', 'comparison', 'import-labels', 'export-labels'])

/** Failures of a training that are a question, not an error to read: `LostDeviceDialog` asks it. */
const asked: ReadonlySet<FailureCode> = new Set(['device-lost', 'device-gone'])

/**
 * Says what came of each job when it ends: in a toast when it is done, in the errors panel when it failed; and in a toast what should be
 * read while a job goes on.
 */
export function useJobNews(): void {
  const { show: showError } = useErrors()
  const { show: showToast } = useToasts()
  const reported = new Set<string>()

  onAppEvent('job', ({ job }) => {
    if (job.state === 'running' || reported.has(job.id)) return
    reported.add(job.id)
    if (job.kind === 'training' && job.failure && asked.has(job.failure.code)) return
    if (job.failure && job.state === 'failed') showError(failureOf({ ...job.failure, message: `${job.title}: ${job.failure.message}` }))
    else if (job.state === 'done' && job.outcome && !shownElsewhere.has(job.kind)) showToast(`${job.outcome}.`.replace(/\.\.$/, '.'))
  })
  onAppEvent('notice', ({ text }) => showToast(text))
}

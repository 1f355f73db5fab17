import { failureOf } from '@shared/contract/result'
import { onAppEvent } from '../api/events'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'

/** Says what came of each job when it ends: in a toast when it is done, in the errors panel when it failed. */
export function useJobNews(): void {
  const { show: showError } = useErrors()
  const { show: showToast } = useToasts()
  const reported = new Set<string>()

  onAppEvent('job', ({ job }) => {
    if (job.state === 'running' || reported.has(job.id)) return
    reported.add(job.id)
    if (job.failure && job.state === 'failed') showError(failureOf({ ...job.failure, message: `${job.title}: ${job.failure.message}` }))
    // Peaks are made while somebody waits for their waveform, which then shows.
    else if (job.state === 'done' && job.outcome && job.kind !== 'peaks') showToast(`${job.outcome}.`.replace(/\.\.$/, '.'))
  })
}

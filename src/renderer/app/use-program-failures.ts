import { failureOf } from '@shared/contract/result'
import { onAppEvent } from '../api/events'
import { useErrors } from '../ui/use-errors'

/** Shows what failed in the program outside every call and job. */
export function useProgramFailures(): void {
  const { show } = useErrors()
  onAppEvent('failure', ({ failure }) => show(failureOf(failure)))
}

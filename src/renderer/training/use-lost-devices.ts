import type { Run } from '@shared/contract/training'
import { computed } from 'vue'
import { call } from '../api/client'
import { onAppEvent } from '../api/events'
import { libraryRef } from '../api/library-change'
import { useErrors } from '../ui/use-errors'

/**
 * The runs that broke off for their device while the window was open, in the order in which they are asked about. A run that goes on, or
 * was asked about, leaves the queue; what is left unanswered can be answered later, in Train.
 */
export function useLostDevices() {
  const { guard } = useErrors()
  const waiting = libraryRef<readonly Run[]>([])
  const asked = computed(() => waiting.value[0] ?? null)
  const without = (runId: string): Run[] => waiting.value.filter(({ id }) => id !== runId)

  onAppEvent('run', ({ run }) => {
    waiting.value = run.lost && run.state === 'interrupted' ? [...without(run.id), run] : without(run.id)
  })

  function leave(): void {
    if (asked.value) waiting.value = without(asked.value.id)
  }

  /** @param device undefined: the one that was lost, again */
  async function goOn(device: string | undefined): Promise<void> {
    const runId = asked.value?.id
    if (runId === undefined) return
    leave()
    await guard(() => call('runs.resume', { runId, device }))
  }

  return { asked, waiting, leave, goOn }
}

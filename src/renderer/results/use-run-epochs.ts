import type { Epoch } from '@shared/contract/training'
import { shallowRef, watch } from 'vue'
import { call } from '../api/client'
import { useErrors } from '../ui/use-errors'

/** The epochs of a run, loaded anew when another run is shown. */
export function useRunEpochs(runIdOf: () => string) {
  const { guard } = useErrors()
  const epochs = shallowRef<readonly Epoch[]>([])
  watch(
    runIdOf,
    async (runId) => {
      const loaded = (await guard(() => call('runs.epochs', { runId }))) ?? []
      if (runIdOf() === runId) epochs.value = loaded
    },
    { immediate: true },
  )
  return { epochs }
}

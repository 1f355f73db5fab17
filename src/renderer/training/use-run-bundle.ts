import type { BundleDescription } from '@shared/contract/run-files'
import { computed, ref, shallowRef } from 'vue'
import { call } from '../api/client'
import { useRunsStore } from '../api/stores/runs-store'
import { useErrors } from '../ui/use-errors'

/** Reads a run bundle and trains it in this library. */
export function useRunBundle() {
  const { guard } = useErrors()
  const runs = useRunsStore()
  const path = ref('')
  const description = shallowRef<BundleDescription | null>(null)
  const isOpen = ref(false)
  const leaveOut = ref(false)
  const starting = ref(false)
  const canTrain = computed(() => {
    const missing = description.value?.missing.length ?? 0
    return !starting.value && !runs.isTraining && missing < (description.value?.tracks ?? 0) && (missing === 0 || leaveOut.value)
  })

  async function choose(): Promise<void> {
    await guard(async () => {
      const filters = [{ name: 'Run bundle', extensions: ['json'] }]
      const chosen = await call('app.chooseFile', { title: 'Train a run again from its bundle', filters })
      if (chosen === null) return
      description.value = await call('bundles.read', { path: chosen })
      path.value = chosen
      leaveOut.value = false
      isOpen.value = true
    })
  }

  async function train(): Promise<void> {
    if (!canTrain.value) return
    starting.value = true
    await guard(async () => {
      const { runId } = await call('bundles.train', { path: path.value, leaveOut: leaveOut.value })
      isOpen.value = false
      await runs.refresh()
      await runs.show(runId)
    })
    starting.value = false
  }

  return { description, isOpen, leaveOut, starting, canTrain, choose, train }
}

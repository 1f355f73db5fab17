import type { Dataset } from '@shared/contract/training'
import type { TrainingSettings } from '@shared/contract/training-settings'
import { computed, ref, type Ref } from 'vue'
import { call } from '../api/client'
import { useRunsStore } from '../api/stores/runs-store'
import { useErrors } from '../ui/use-errors'

/**
 * Starts a run and shows it, and says why it cannot start now.
 * @param problem why the settings do not fit; null where they do
 */
export function useTrainingStart(
  dataset: Readonly<Ref<Dataset | null>>,
  settings: Readonly<Ref<TrainingSettings>>,
  problem: Readonly<Ref<string | null>>,
) {
  const { guard } = useErrors()
  const runs = useRunsStore()
  const starting = ref(false)
  const whyNot = computed(() => {
    if (!dataset.value) return 'Freeze a dataset first'
    if (runs.isTraining) return 'A run is training; stop it first'
    return problem.value
  })
  const canStart = computed(() => whyNot.value === null && !starting.value)

  async function start(): Promise<void> {
    const datasetId = dataset.value?.id
    if (datasetId === undefined || !canStart.value) return
    starting.value = true
    await guard(async () => {
      const { runId } = await call('runs.start', { datasetId, settings: settings.value })
      await runs.refresh()
      await runs.show(runId)
    })
    starting.value = false
  }

  return { starting, whyNot, canStart, start }
}

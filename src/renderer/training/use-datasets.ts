import type { Dataset, DatasetSettings } from '@shared/contract/training'
import { onMounted, ref, shallowRef } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useErrors } from '../ui/use-errors'

/** The frozen datasets, and which one the next run trains on. */
export function useDatasets() {
  const { guard } = useErrors()
  const datasets = shallowRef<readonly Dataset[]>([])
  const isLoaded = ref(false)
  const chosenId = ref<number | null>(null)

  async function refresh(): Promise<void> {
    datasets.value = await call('datasets.list', null)
    isLoaded.value = true
    if (!datasets.value.some((dataset) => dataset.id === chosenId.value)) chosenId.value = datasets.value[0]?.id ?? null
  }

  async function freeze(settings: DatasetSettings): Promise<Dataset> {
    const frozen = await call('datasets.freeze', settings)
    await refresh()
    chosenId.value = frozen.id
    return frozen
  }

  async function remove(datasetId: number): Promise<void> {
    await call('datasets.delete', { datasetId })
    await refresh()
  }

  onMounted(() => void guard(refresh))
  onChanged(['datasets', 'library'], () => void guard(refresh))
  return { datasets, isLoaded, chosenId, freeze, remove }
}

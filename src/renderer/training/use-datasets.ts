import type { Dataset, DatasetSettings } from '@shared/contract/training'
import { storeToRefs } from 'pinia'
import { computed, onMounted, ref, shallowRef } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useNextRunStore } from '../api/stores/next-run-store'
import { useSettingsStore } from '../api/stores/settings-store'
import { chooseTable } from '../api/table-files'
import { countOf } from '../ui/format'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'

/** The frozen datasets, and which one the next run trains on. */
export function useDatasets() {
  const { guard } = useErrors()
  const { show } = useToasts()
  const settings = useSettingsStore()
  const datasets = shallowRef<readonly Dataset[]>([])
  const isLoaded = ref(false)
  const { datasetId: chosenId } = storeToRefs(useNextRunStore())
  const chosen = computed(() => datasets.value.find((dataset) => dataset.id === chosenId.value) ?? null)

  async function refresh(): Promise<void> {
    datasets.value = await call('datasets.list', null)
    isLoaded.value = true
    if (!datasets.value.some((dataset) => dataset.id === chosenId.value)) chosenId.value = datasets.value[0]?.id ?? null
  }

  async function freeze(wanted: DatasetSettings): Promise<Dataset> {
    const frozen = await call('datasets.freeze', wanted)
    await refresh()
    chosenId.value = frozen.id
    return frozen
  }

  async function remove(datasetId: number): Promise<void> {
    await call('datasets.delete', { datasetId })
    await refresh()
  }

  /** Writes a dataset's samples, with their labels on the scale of the window, where the user says. */
  async function save({ id, name }: Dataset): Promise<void> {
    const table = await chooseTable(`Export ${name}`, name)
    if (table === null) return
    const { samples } = await call('datasets.export', { datasetId: id, ...table, scale: settings.scale })
    show(`${countOf(samples, 'sample')} of ${name} exported.`, {
      title: 'Show in folder',
      run: () => void guard(() => call('app.showInFolder', { path: table.path })),
    })
  }

  onMounted(() => void guard(refresh))
  onChanged(['datasets', 'library'], () => void guard(refresh))
  return { datasets, isLoaded, chosenId, chosen, freeze, remove, save }
}

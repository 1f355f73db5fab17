import type { PredictedExcerpt } from '@shared/contract/workers/prediction'
import { shallowRef, watch, type Ref } from 'vue'
import { call } from '../api/client'
import { useErrors } from '../ui/use-errors'
import type { NumberedRow } from './prediction-rows'

/**
 * What was predicted for each excerpt of the file in focus, by rising start; empty where the file alone was predicted.
 * @param predictionId the shown set
 */
export function usePredictedExcerpts(predictionId: Readonly<Ref<number | null>>, row: Readonly<Ref<NumberedRow | null>>) {
  const { guard } = useErrors()
  const excerpts = shallowRef<readonly PredictedExcerpt[]>([])

  async function load(): Promise<void> {
    const [asked, set] = [row.value, predictionId.value]
    excerpts.value = []
    if (set === null || !asked || asked.excerpts === 0) return
    const loaded = await call('predictions.excerpts', { predictionId: set, path: asked.path })
    if (row.value?.path === asked.path && predictionId.value === set) excerpts.value = loaded
  }

  watch([predictionId, () => row.value?.path, () => row.value?.excerpts], () => void guard(load), { immediate: true })
  return excerpts
}

import type { Model } from '@shared/contract/prediction'
import { computed, onMounted, ref, shallowRef } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useErrors } from '../ui/use-errors'

/** The models of the library, and the one that predicts next. @param askedId the model that another view asked for */
export function useModels(askedId: number | null) {
  const { guard } = useErrors()
  const models = shallowRef<readonly Model[]>([])
  const isLoaded = ref(false)
  const chosenId = ref<number | null>(askedId)
  const chosen = computed(() => models.value.find((model) => model.id === chosenId.value) ?? null)

  async function refresh(): Promise<void> {
    models.value = await call('models.list', null)
    if (!chosen.value) chosenId.value = (models.value.find((model) => !model.missing) ?? models.value[0])?.id ?? null
    isLoaded.value = true
  }

  async function add(): Promise<void> {
    await guard(async () => {
      const path = await call('app.chooseFile', {
        title: 'Add a model made by Circumplex',
        filters: [{ name: 'ONNX model', extensions: ['onnx'] }],
      })
      if (path === null) return
      const model = await call('models.add', { path })
      await refresh()
      chosenId.value = model.id
    })
  }

  onMounted(() => void guard(refresh))
  onChanged(['models', 'library'], () => void guard(refresh))
  return { models, isLoaded, chosenId, chosen, add }
}

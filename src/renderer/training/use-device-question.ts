import type { DeviceQuestion } from '@shared/contract/device-channels'
import type { Dataset } from '@shared/contract/training'
import { type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import { refDebounced } from '@vueuse/core'
import { computed, type Ref, shallowRef, watch } from 'vue'

/** A question of devices about the next run; null while its settings do not fit. */
export function useDeviceQuestion(dataset: () => Dataset | null, settings: () => TrainingSettings): Readonly<Ref<DeviceQuestion | null>> {
  return computed(() => {
    const datasetId = dataset()?.id
    const parsed = trainingSettingsSchema.safeParse(settings())
    return datasetId !== undefined && parsed.success ? { datasetId, settings: parsed.data } : null
  })
}

/**
 * The answer to a question of devices, asked again once the settings have settled; null meanwhile, and where the program refuses it: why
 * settings do not fit stands at the network.
 */
export function useSettledAnswer<Value>(
  question: Readonly<Ref<DeviceQuestion | null>>,
  ask: (question: DeviceQuestion) => Promise<Value>,
): { answer: Readonly<Ref<Value | null>>; again: () => void } {
  const answer = shallowRef<Value | null>(null)
  const settled = refDebounced(question, 300)

  async function update(): Promise<void> {
    const asked = settled.value
    const value = asked && (await ask(asked).catch(() => null))
    if (asked === settled.value) answer.value = value
  }

  watch(settled, () => void update(), { immediate: true })
  return { answer, again: () => void update() }
}

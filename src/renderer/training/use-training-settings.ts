import type { Dataset } from '@shared/contract/training'
import { type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import type { ChannelResult } from '@shared/contract/channels'
import { refDebounced } from '@vueuse/core'
import { storeToRefs } from 'pinia'
import { computed, ref, type Ref, shallowRef, watch } from 'vue'
import { call } from '../api/client'
import { publishedSettings, useNextRunStore } from '../api/stores/next-run-store'
import { Failure } from '@shared/domain/failure'
import { useToasts } from '../ui/use-toasts'
import { type RunModality, withModality } from './modality-choice'
import { useOwnNetwork } from './use-own-network'

/**
 * The next run's settings, and the network that follows from them, described by the program as they change.
 * @param dataset what is trained on: its excerpt rule gives the shapes
 */
export function useTrainingSettings(dataset: Readonly<Ref<Dataset | null>>) {
  const { settings } = storeToRefs(useNextRunStore())
  const description = shallowRef<ChannelResult<'network.describe'> | null>(null)
  const problem = ref<string | null>(null)
  const { show } = useToasts()
  const question = computed(() => ({ settings: settings.value, excerptRule: dataset.value?.settings.excerptRule }))
  const settled = refDebounced(question, 200)
  const changed = computed(() => JSON.stringify(settings.value) !== JSON.stringify(publishedSettings))

  async function describe(): Promise<void> {
    const asked = question.value
    const { excerptRule } = asked
    const parsed = trainingSettingsSchema.safeParse(settings.value)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      problem.value = issue ? `${issue.path.join('.')}: ${issue.message}` : 'These settings do not fit.'
      return
    }
    try {
      const described = await call('network.describe', { ...parsed.data, ...(excerptRule && { excerptRule }) })
      if (asked !== question.value) return
      description.value = described
      problem.value = null
    } catch (error) {
      if (asked !== question.value) return
      // The last network that fitted would be taken for this one.
      description.value = null
      problem.value = error instanceof Failure ? `${error.message} ${error.hint}` : String(error)
    }
  }

  function change(part: Partial<TrainingSettings>): void {
    settings.value = { ...settings.value, ...part }
  }

  const own = useOwnNetwork((network) => change({ network, fusion: null }))

  /** Another network of the study. */
  function choose(modality: RunModality): void {
    settings.value = withModality(settings.value, modality)
  }

  function reset(): void {
    own.drop()
    change(publishedSettings)
  }

  /** Puts the drawn network on the clipboard, to be changed and read again. */
  async function copy(): Promise<void> {
    if (!description.value) return
    await call('app.copyText', { text: JSON.stringify(description.value.network, null, 2) })
    show(`${description.value.network.name} copied as JSON: change it and read it as your own.`)
  }

  watch(settled, () => void describe())
  void describe()

  return { settings, description, problem, changed, change, choose, own, reset, copy }
}

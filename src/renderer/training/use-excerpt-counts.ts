import type { ChannelResult } from '@shared/contract/channels'
import type { ChoiceCount, DatasetSettings } from '@shared/contract/datasets'
import { refDebounced } from '@vueuse/core'
import { computed, shallowRef, watch, type Ref } from 'vue'
import { call } from '../api/client'
import { useErrors } from '../ui/use-errors'

/** How long the form rests before its choices are counted. */
const restMs = 150

/**
 * How many tracks and samples each choice of excerpts would give, kept up while the dialog is open.
 * @param settings as the form stands; null while they cannot be counted
 */
export function useExcerptCounts(open: Ref<boolean>, settings: Ref<DatasetSettings | null>) {
  const { guard } = useErrors()
  const counted = shallowRef<ChannelResult<'datasets.count'> | null>(null)
  const question = computed(() => (open.value && settings.value ? JSON.stringify({ ...settings.value, name: undefined }) : null))
  const settled = refDebounced(question, restMs)

  watch(settled, (asked) => {
    if (asked === null || !settings.value) return
    const { name: _, ...argument } = settings.value
    void guard(async () => {
      const answer = await call('datasets.count', argument)
      if (settled.value === asked) counted.value = answer
    })
  })

  const countOfKind = (kind: ChoiceCount['excerpts']['kind']): ChoiceCount | null =>
    counted.value?.choices.find(({ excerpts }) => excerpts.kind === kind) ?? null
  return { countOfKind }
}

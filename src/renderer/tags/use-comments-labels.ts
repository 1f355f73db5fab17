import type { LabelledFromComments } from '@shared/contract/labels'
import type { Run } from '@shared/contract/training'
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { call } from '../api/client'
import { useErrors } from '../ui/use-errors'

/** Runs whose predictions can be labels: on comments, with folds, so that no track was predicted by a network that had seen it. */
export function runsForLabels(runs: readonly Run[]): Run[] {
  return runs.filter(
    ({ state, settings, archivedAt }) =>
      archivedAt === null && (state === 'done' || state === 'stopped') && settings.modality === 'comments' && settings.folds > 1,
  )
}

/** Labels from comments: by the words, or by a run's out-of-fold predictions. */
export function useCommentsLabels(open: Ref<boolean>) {
  const { guard } = useErrors()
  const runs = shallowRef<readonly Run[]>([])
  const runId = ref('')
  const result = shallowRef<LabelledFromComments | null>(null)
  const isBusy = ref(false)
  const choices = computed(() => [
    { value: '', title: 'The words of the comments', subtitle: 'the mean of the emotion words in them, by the active lexicon' },
    ...runs.value.map((run) => ({ value: run.id, title: run.name, subtitle: `out-of-fold predictions, ${run.settings.folds} folds` })),
  ])

  watch(open, async (isOpen) => {
    if (!isOpen) return
    result.value = null
    runId.value = ''
    runs.value = runsForLabels((await guard(() => call('runs.list', null))) ?? [])
  })

  async function label(): Promise<void> {
    isBusy.value = true
    result.value = (await guard(() => call('labels.fromComments', runId.value === '' ? {} : { runId: runId.value }))) ?? null
    isBusy.value = false
  }

  return { runId, result, isBusy, choices, label }
}

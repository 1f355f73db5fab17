import type { Run, RunPrediction } from '@shared/contract/training'
import type { ChannelResult } from '@shared/contract/channels'
import type { Quadrant } from '@shared/domain/plane'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useLibraryStore } from '../api/stores/library-store'
import { useRunsStore } from '../api/stores/runs-store'
import { useErrors } from '../ui/use-errors'
import { type SplitChoice, splitsOf } from './observed-predicted'

/** Which run is shown, which are compared with it, and what they predicted; kept while other views are open. */
export const useResultsStore = defineStore('results', () => {
  const runs = useRunsStore()
  const library = useLibraryStore()
  const { guard } = useErrors()
  const shownRunId = ref<string | null>(null)
  const comparedIds = shallowRef<ReadonlySet<string>>(new Set())
  const chosenSplit = ref<SplitChoice | null>(null)
  const onlyQuadrant = ref<Quadrant | null>(null)
  const published = shallowRef<ChannelResult<'results.published'>>([])
  const predictions = shallowRef<ReadonlyMap<string, readonly RunPrediction[]>>(new Map())

  const measured = computed(() => runs.runs.filter((run) => run.metrics !== null))
  const shown = computed(() => measured.value.find((run) => run.id === shownRunId.value) ?? measured.value[0] ?? null)
  const compared = computed<readonly Run[]>(() => measured.value.filter((run) => run.id === shown.value?.id || comparedIds.value.has(run.id)))
  const shownPredictions = computed(() => (shown.value ? (predictions.value.get(shown.value.id) ?? []) : []))
  const splits = computed(() => splitsOf(shownPredictions.value))
  const split = computed(() => (chosenSplit.value !== null && splits.value.includes(chosenSplit.value) ? chosenSplit.value : (splits.value[0] ?? null)))

  function show(runId: string): void {
    shownRunId.value = runId
  }

  function compare(runId: string, isCompared: boolean): void {
    const next = new Set(comparedIds.value)
    if (isCompared) next.add(runId)
    else next.delete(runId)
    comparedIds.value = next
  }

  async function loadMissing(): Promise<void> {
    for (const run of compared.value) {
      if (predictions.value.has(run.id)) continue
      const rows = await call('runs.predictions', { runId: run.id, split: 'all' })
      predictions.value = new Map([...predictions.value, [run.id, rows]])
    }
  }

  async function refresh(): Promise<void> {
    await runs.refresh()
    if (published.value.length === 0) published.value = await call('results.published', null)
  }

  function forget(): void {
    predictions.value = new Map()
  }

  watch(compared, () => void guard(loadMissing), { immediate: true })
  // A run that was resumed predicts anew; titles of tracks may have changed too.
  onChanged(['runs', 'tracks'], () => {
    forget()
    void guard(loadMissing)
  })
  watch(() => library.info?.path, () => {
    forget()
    comparedIds.value = new Set()
    shownRunId.value = null
    onlyQuadrant.value = null
  })

  return { shown, compared, measured, comparedIds, predictions, shownPredictions, splits, split, chosenSplit, onlyQuadrant, published, show, compare, refresh }
})

import type { ChannelResult } from '@shared/contract/channels'
import type { Run } from '@shared/contract/training'
import type { Quadrant } from '@shared/domain/plane'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../api/client'
import { libraryRef } from '../api/library-change'
import { useRunsStore } from '../api/stores/runs-store'
import { type SplitChoice, splitsOf } from './observed-predicted'
import { useListedRuns } from './use-listed-runs'
import { useRunPredictions } from './use-run-predictions'

/** The newest run; an archived one only where there is no other. */
const newestOf = (runs: readonly Run[]): Run | null => runs.find(({ archivedAt }) => !archivedAt) ?? runs[0] ?? null

/** Which run is shown, which are compared with it, and what they predicted; kept while other views are open. */
export const useResultsStore = defineStore('results', () => {
  const runs = useRunsStore()
  const shownRunId = libraryRef<string | null>(null)
  const comparedIds = libraryRef<ReadonlySet<string>>(new Set())
  const chosenSplit = libraryRef<SplitChoice | null>(null)
  const onlyQuadrant = libraryRef<Quadrant | null>(null)
  /** Whether the comparison stands in place of the shown run. */
  const isComparing = libraryRef(false)
  const published = shallowRef<ChannelResult<'results.published'>>([])

  const measured = computed(() => runs.runs.filter((run) => run.metrics !== null))
  const shown = computed(() => measured.value.find((run) => run.id === shownRunId.value) ?? newestOf(measured.value))
  const compared = computed<readonly Run[]>(() =>
    measured.value.filter((run) => run.id === shown.value?.id || comparedIds.value.has(run.id)),
  )
  const predictions = useRunPredictions(compared)
  const list = useListedRuns(
    () => runs.runs,
    ({ id }) => id === shown.value?.id || comparedIds.value.has(id),
  )
  const shownPredictions = computed(() => (shown.value ? (predictions.value.get(shown.value.id) ?? []) : []))
  const splits = computed(() => splitsOf(shownPredictions.value))
  const split = computed(() =>
    chosenSplit.value !== null && splits.value.includes(chosenSplit.value) ? chosenSplit.value : (splits.value[0] ?? null),
  )

  function compare(runId: string, isCompared: boolean): void {
    const others = [...comparedIds.value].filter((id) => id !== runId)
    comparedIds.value = new Set(isCompared ? [...others, runId] : others)
  }

  /** Shows a run; chosen from among the compared ones, it leaves the one shown before among them. */
  function show(runId: string): void {
    const before = shown.value?.id
    if (before !== undefined && comparedIds.value.has(runId)) compare(before, true)
    shownRunId.value = runId
  }

  /** Leaves a run out: the newest one is shown in place of it. */
  function leave(runId: string): void {
    compare(runId, false)
    if (shownRunId.value === runId) shownRunId.value = null
  }

  async function refresh(): Promise<void> {
    await runs.refresh()
    if (published.value.length === 0) published.value = await call('results.published', null)
  }

  return {
    ...list,
    leave,
    shown,
    compared,
    measured,
    comparedIds,
    predictions,
    shownPredictions,
    splits,
    split,
    chosenSplit,
    onlyQuadrant,
    isComparing,
    published,
    compare,
    refresh,
    show,
  }
})

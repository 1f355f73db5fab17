import type { Epoch, Run } from '@shared/contract/training'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { call } from '../client'
import { onAppEvent, onChanged } from '../events'
import { libraryRef } from '../library-change'
import { withEpoch } from './epoch-history'

/** All runs, and the epochs of the one that is shown, kept up to date while it trains. */
export const useRunsStore = defineStore('runs', () => {
  const runs = libraryRef<readonly Run[]>([])
  /** Those that lists show: archived runs are not among them. */
  const listed = computed(() => runs.value.filter(({ archivedAt }) => archivedAt === null))
  const isLoaded = libraryRef(false)
  const shownRunId = libraryRef<string | null>(null)
  const epochs = libraryRef<readonly Epoch[]>([])
  const shown = computed(() => runs.value.find((run) => run.id === shownRunId.value) ?? null)
  const training = computed(() => runs.value.find((run) => run.state === 'running' || run.state === 'preparing') ?? null)
  const isTraining = computed(() => training.value !== null)

  async function refresh(): Promise<void> {
    runs.value = await call('runs.list', null)
    isLoaded.value = true
    if (!shown.value) await show(listed.value[0]?.id ?? null)
  }

  async function show(runId: string | null): Promise<void> {
    shownRunId.value = runId
    epochs.value = []
    if (runId === null) return
    const loaded = await call('runs.epochs', { runId })
    // Epochs that were reported while we asked are in the answer too, or follow it.
    if (shownRunId.value === runId) epochs.value = epochs.value.reduce<readonly Epoch[]>(withEpoch, loaded)
  }

  onAppEvent('run', ({ run }) => {
    const known = runs.value.some((other) => other.id === run.id)
    runs.value = known ? runs.value.map((other) => (other.id === run.id ? run : other)) : [run, ...runs.value]
  })
  onAppEvent('epoch', ({ runId, epoch }) => {
    if (runId === shownRunId.value) epochs.value = withEpoch(epochs.value, epoch)
  })
  onChanged(['runs', 'library'], () => void refresh().catch(() => undefined))

  return { runs, listed, isLoaded, shownRunId, shown, epochs, training, isTraining, refresh, show }
})

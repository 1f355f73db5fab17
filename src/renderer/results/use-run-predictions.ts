import type { Run, RunPrediction } from '@shared/contract/training'
import { Failure } from '@shared/domain/failure'
import { watch, type Ref } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { libraryRef } from '../api/library-change'
import { useErrors } from '../ui/use-errors'

/**
 * What a run predicted; nothing for a run that is gone: when another library opens, its tracks are announced before its runs are known
 * here.
 */
async function predictionsOf(runId: string): Promise<readonly RunPrediction[]> {
  try {
    return await call('runs.predictions', { runId, split: 'all' })
  } catch (error) {
    if (error instanceof Failure && error.code === 'not-found') return []
    throw error
  }
}

/** Predictions of the given runs by run, all sets of each, loaded once and again when the library says that they may differ. */
export function useRunPredictions(runs: Readonly<Ref<readonly Run[]>>) {
  const { guard } = useErrors()
  const predictions = libraryRef<ReadonlyMap<string, readonly RunPrediction[]>>(new Map())

  async function load(ids: readonly string[]): Promise<void> {
    await guard(async () => {
      const loaded = await Promise.all(ids.map(async (runId) => [runId, await predictionsOf(runId)] as const))
      predictions.value = new Map([...predictions.value, ...loaded])
    })
  }

  watch(runs, (present) => void load(present.map(({ id }) => id).filter((id) => !predictions.value.has(id))), { immediate: true })
  // A run that was resumed predicts anew; titles of tracks may have changed too.
  onChanged(['runs', 'tracks'], () => void load(runs.value.map(({ id }) => id)))
  return predictions
}

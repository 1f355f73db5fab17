import type { PredictionSet } from '@shared/contract/prediction'
import { useThrottleFn } from '@vueuse/core'
import { computed, onMounted, ref, shallowRef, watch } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useJobsStore } from '../api/stores/jobs-store'
import { useErrors } from '../ui/use-errors'
import type { ExcerptWish } from './excerpt-wishes'
import { numbered, type NumberedRow } from './prediction-rows'
import type { Music } from './use-music-choice'

const refreshMilliseconds = 1500

/** All prediction sets, the shown one's rows, and the job that makes them; rows come in while it runs. */
export function usePredictionSets() {
  const { guard } = useErrors()
  const jobs = useJobsStore()
  const sets = shallowRef<readonly PredictionSet[]>([])
  const shownId = ref<number | null>(null)
  const rows = shallowRef<readonly NumberedRow[]>([])
  const isLoaded = ref(false)
  const shown = computed(() => sets.value.find((set) => set.id === shownId.value) ?? null)
  const running = computed(() => jobs.running.find((job) => job.kind === 'prediction') ?? null)
  const shownJob = computed(() => (running.value?.subject === String(shownId.value) ? running.value : null))

  async function loadRows(): Promise<void> {
    const predictionId = shownId.value
    if (predictionId === null) return
    const loaded = await call('predictions.rows', { predictionId })
    if (shownId.value === predictionId) rows.value = numbered(loaded)
  }

  async function refresh(): Promise<void> {
    sets.value = await call('predictions.list', null)
    if (!shown.value) shownId.value = sets.value[0]?.id ?? null
    await loadRows()
    isLoaded.value = true
  }

  async function show(predictionId: number): Promise<void> {
    shownId.value = predictionId
    rows.value = []
    await guard(loadRows)
  }

  async function start(modelId: number, music: Music, excerpts: ExcerptWish): Promise<boolean> {
    const chosen = 'paths' in music ? { paths: [...music.paths] } : 'trackIds' in music ? { trackIds: [...music.trackIds] } : music
    const started = await guard(() => call('predictions.start', { modelId, ...chosen, excerptsPerTrack: 1, ...excerpts }))
    if (!started) return false
    rows.value = []
    shownId.value = started.predictionId
    await guard(refresh)
    return true
  }

  const loadWhileRunning = useThrottleFn(() => void guard(loadRows), refreshMilliseconds, true)
  watch(
    () => shownJob.value?.done,
    (done) => {
      if (done) void loadWhileRunning()
    },
  )
  onMounted(() => void guard(refresh))
  onChanged(['predictions', 'library'], () => void guard(refresh))
  return { sets, shown, shownId, rows, isLoaded, running, shownJob, show, start }
}

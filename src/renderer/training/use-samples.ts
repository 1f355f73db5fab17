import type { ChannelResult } from '@shared/contract/channels'
import type { TrackRow } from '@shared/contract/tracks'
import type { Dataset } from '@shared/contract/training'
import { asFailure } from '@shared/domain/failure'
import { refDebounced } from '@vueuse/core'
import { ref, shallowRef, watch, type Ref } from 'vue'
import { call } from '../api/client'
import { useErrors } from '../ui/use-errors'

const mostListed = 50
const mostTried = 12

/** Tracks of a dataset to look for, and the samples of the chosen one. */
export function useSamples(open: Ref<boolean>, datasetOf: () => Dataset | null) {
  const { guard } = useErrors()
  const search = ref('')
  const settled = refDebounced(search, 200)
  const tracks = shallowRef<readonly TrackRow[]>([])
  const shown = shallowRef<ChannelResult<'datasets.sample'> | null>(null)
  const track = shallowRef<TrackRow | null>(null)
  const problem = ref<string | null>(null)

  async function list({ settings }: Dataset): Promise<void> {
    const has = (modality: 'audio' | 'lyrics' | 'comments'): boolean => settings.modalities.includes(modality)
    const filter = {
      ...settings.filter, ...(search.value.trim() && { search: search.value.trim() }),
      ...(has('audio') && { hasAudio: true }), ...(has('lyrics') && { hasLyrics: true }), ...(has('comments') && { hasComments: true }),
    }
    tracks.value = (await call('tracks.page', { filter, sort: { by: 'title', direction: 'ascending' }, offset: 0, limit: mostListed })).rows
  }

  async function choose(row: TrackRow): Promise<void> {
    const dataset = datasetOf()
    if (!dataset) return
    track.value = row
    try {
      shown.value = await call('datasets.sample', { datasetId: dataset.id, trackId: row.id })
      problem.value = null
    } catch (error) {
      const { message, hint } = asFailure(error)
      shown.value = null
      problem.value = `${message} ${hint}`
    }
  }

  /** Begins with a track that has copies, where one is found soon. */
  async function begin(dataset: Dataset): Promise<void> {
    await list(dataset)
    for (const row of tracks.value.slice(0, mostTried)) {
      await choose(row)
      if ((shown.value?.samples.length ?? 0) > 1) return
    }
    const first = tracks.value[0]
    if (first && !shown.value) await choose(first)
  }

  watch([open, datasetOf], ([isOpen, dataset]) => {
    if (!isOpen || !dataset) return
    search.value = ''
    shown.value = null
    problem.value = null
    void guard(() => begin(dataset))
  }, { immediate: true })
  watch(settled, () => {
    const dataset = datasetOf()
    if (open.value && dataset) void guard(() => list(dataset))
  })

  return { search, tracks, track, shown, problem, choose }
}

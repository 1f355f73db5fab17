import type { ChannelArgument, ChannelResult } from '@shared/contract/channels'
import type { Dataset } from '@shared/contract/training'
import type { DatasetTrack } from '@shared/contract/datasets'
import { asFailure } from '@shared/domain/failure'
import { refDebounced } from '@vueuse/core'
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { call } from '../api/client'
import { useErrors } from '../ui/use-errors'

const pageSize = 100

/** Which tracks of a dataset are listed. */
export interface SampleFilter {
  readonly search: string
  readonly split: ChannelArgument<'datasets.tracks'>['split']
  readonly onlyCopies: boolean
}
const everything: SampleFilter = { search: '', split: null, onlyCopies: false }

/** Whether a dataset was frozen with copies of its tracks. */
export function hasCopies({ samples, tracks }: Pick<Dataset, 'samples' | 'tracks'>): boolean {
  return samples.train + samples.validation + samples.test > tracks.train + tracks.validation + tracks.test
}

/** The tracks that a dataset was frozen with, and the samples of the chosen one. */
export function useSamples(open: Ref<boolean>, datasetOf: () => Dataset | null) {
  const { guard } = useErrors()
  const filter = shallowRef<SampleFilter>(everything)
  const settled = refDebounced(filter, 150)
  const rows = shallowRef<readonly DatasetTrack[]>([])
  const total = ref(0)
  const isListed = ref(false)
  const shown = shallowRef<ChannelResult<'datasets.sample'> | null>(null)
  const track = shallowRef<DatasetTrack['track'] | null>(null)
  const problem = ref<string | null>(null)

  async function list(datasetId: number, offset = 0): Promise<void> {
    const asked = filter.value
    const page = await call('datasets.tracks', { datasetId, ...asked, search: asked.search.trim(), offset, limit: pageSize })
    if (filter.value !== asked) return
    rows.value = offset === 0 ? page.rows : [...rows.value, ...page.rows]
    if (offset === 0) total.value = page.total
    isListed.value = true
  }

  async function choose(row: DatasetTrack): Promise<void> {
    const dataset = datasetOf()
    if (!dataset) return
    track.value = row.track
    try {
      const samples = await call('datasets.sample', { datasetId: dataset.id, trackId: row.track.id })
      if (track.value !== row.track) return
      shown.value = samples
      problem.value = null
    } catch (error) {
      const { message, hint } = asFailure(error)
      shown.value = null
      problem.value = `${message} ${hint}`
    }
  }

  /** Begins with the tracks that have copies, where there are any. */
  async function begin(dataset: Dataset): Promise<void> {
    filter.value = { ...everything, onlyCopies: hasCopies(dataset) }
    await list(dataset.id)
    if (rows.value[0]) await choose(rows.value[0])
  }

  async function more(): Promise<void> {
    const dataset = datasetOf()
    if (dataset) await guard(() => list(dataset.id, rows.value.length))
  }

  watch(
    [open, datasetOf],
    ([isOpen, dataset]) => {
      if (!isOpen || !dataset) return
      rows.value = []
      isListed.value = false
      shown.value = null
      track.value = null
      problem.value = null
      void guard(() => begin(dataset))
    },
    { immediate: true },
  )
  watch(settled, () => {
    const dataset = datasetOf()
    if (open.value && dataset) void guard(() => list(dataset.id))
  })

  return {
    filter,
    rows,
    total,
    isListed,
    track,
    shown,
    problem,
    choose,
    more,
    hasMore: computed(() => rows.value.length < total.value),
    change: (part: Partial<SampleFilter>) => (filter.value = { ...filter.value, ...part }),
  }
}

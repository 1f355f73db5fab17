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

/** The tracks of a dataset that match a filter, page by page. */
function useDatasetTracks() {
  const filter = shallowRef<SampleFilter>(everything)
  const rows = shallowRef<readonly DatasetTrack[]>([])
  const total = ref(0)
  const isListed = ref(false)
  /** The filter of the rows, also while they are asked for. */
  let listed: SampleFilter | null = null

  async function list(datasetId: number, offset = 0): Promise<void> {
    const asked = filter.value
    listed = asked
    const page = await call('datasets.tracks', { datasetId, ...asked, search: asked.search.trim(), offset, limit: pageSize })
    if (filter.value !== asked) return
    rows.value = offset === 0 ? page.rows : [...rows.value, ...page.rows]
    if (offset === 0) total.value = page.total
    isListed.value = true
  }

  function reset(onlyCopies: boolean): void {
    filter.value = { ...everything, onlyCopies }
    rows.value = []
    isListed.value = false
  }

  return {
    filter,
    rows,
    total,
    isListed,
    list,
    reset,
    hasMore: computed(() => rows.value.length < total.value),
    isStale: () => listed !== filter.value,
  }
}

/** The samples of one track of a dataset, or why they cannot be shown. */
function useTrackSamples() {
  const track = shallowRef<DatasetTrack['track'] | null>(null)
  const shown = shallowRef<ChannelResult<'datasets.sample'> | null>(null)
  const problem = ref<string | null>(null)

  function reset(): void {
    track.value = null
    shown.value = null
    problem.value = null
  }

  async function choose(datasetId: number, chosen: DatasetTrack['track']): Promise<void> {
    track.value = chosen
    try {
      const samples = await call('datasets.sample', { datasetId, trackId: chosen.id })
      if (track.value !== chosen) return
      shown.value = samples
      problem.value = null
    } catch (error) {
      if (track.value !== chosen) return
      const { message, hint } = asFailure(error)
      shown.value = null
      problem.value = `${message} ${hint}`
    }
  }

  return { track, shown, problem, choose, reset }
}

/** The tracks that a dataset was frozen with, and the samples of the chosen one. */
export function useSamples(open: Ref<boolean>, datasetOf: () => Dataset | null) {
  const { guard } = useErrors()
  const tracks = useDatasetTracks()
  const samples = useTrackSamples()
  const settled = refDebounced(tracks.filter, 150)

  async function choose(row: DatasetTrack): Promise<void> {
    const dataset = datasetOf()
    if (dataset) await samples.choose(dataset.id, row.track)
  }

  /** Begins with the tracks that have copies, where there are any. */
  async function begin(dataset: Dataset): Promise<void> {
    tracks.reset(hasCopies(dataset))
    samples.reset()
    await tracks.list(dataset.id)
    if (tracks.rows.value[0]) await choose(tracks.rows.value[0])
  }

  async function more(): Promise<void> {
    const dataset = datasetOf()
    if (dataset) await guard(() => tracks.list(dataset.id, tracks.rows.value.length))
  }

  watch(
    [open, datasetOf],
    ([isOpen, dataset]) => {
      if (isOpen && dataset) void guard(() => begin(dataset))
    },
    { immediate: true },
  )
  watch(settled, () => {
    const dataset = datasetOf()
    if (open.value && dataset && tracks.isStale()) void guard(() => tracks.list(dataset.id))
  })

  return {
    filter: tracks.filter,
    rows: tracks.rows,
    total: tracks.total,
    isListed: tracks.isListed,
    hasMore: tracks.hasMore,
    track: samples.track,
    shown: samples.shown,
    problem: samples.problem,
    choose,
    more,
    change: (part: Partial<SampleFilter>) => (tracks.filter.value = { ...tracks.filter.value, ...part }),
  }
}

import type { Excerpt, TrackDetails } from '@shared/contract/tracks'
import type { ExcerptRule, TimeRange } from '@shared/domain/excerpt-rule'
import { watch, type Ref } from 'vue'
import type { Region } from 'wavesurfer.js/plugins/regions'
import { call } from '../api/client'
import type { WaveformRegions } from '../audio/use-waveform'
import { excerptAt, excerptGround, shortestExcerptSeconds } from '../audio/waveform-geometry'
import { useErrors } from '../ui/use-errors'

const idPrefix = 'excerpt-'
const colours = { kept: 'rgba(var(--v-theme-primary), .38)', leftOut: 'rgba(var(--v-theme-primary), .10)' }
const clear = 'rgba(0, 0, 0, 0)'

/** The excerpt that a region stands for; null for one that is just being dragged out. */
function excerptIdOf(region: Region): number | null {
  return region.id.startsWith(idPrefix) ? Number(region.id.slice(idPrefix.length)) : null
}

const rangeOf = ({ start, end }: Region): TimeRange => ({ startSeconds: start, endSeconds: end })

/** Paints what a network hears of a region, and a frame around the chosen one. */
function paintRegion(region: Region, rule: ExcerptRule, durationSeconds: number, isChosen: boolean): void {
  if (!region.element || region.end <= region.start) return
  region.element.style.backgroundImage = excerptGround(rangeOf(region), rule, durationSeconds, colours)
  region.element.style.boxShadow = `inset 0 0 0 ${isChosen ? 2 : 1}px rgb(var(--v-theme-primary))`
}

/**
 * Excerpts of the track as regions on its waveform: dragged out, moved, resized and deleted there, saved at once.
 * What the library answers is what is shown: a change that fails jumps back.
 * @param rule gives the stripes of each, and the length of one that is made by key
 */
export function useExcerpts(
  details: Readonly<Ref<TrackDetails | null>>,
  chosenId: Ref<number | null>,
  rule: Readonly<Ref<ExcerptRule>>,
  reload: () => Promise<void>,
) {
  const { guard } = useErrors()
  let regions: WaveformRegions | null = null

  const paint = (region: Region, isChosen: boolean): void =>
    paintRegion(region, rule.value, details.value?.durationSeconds ?? Infinity, isChosen)

  function sync(): void {
    if (!regions) return
    const excerpts = details.value?.excerpts ?? []
    for (const region of regions.getRegions()) {
      if (!excerpts.some(({ id }) => id === excerptIdOf(region))) region.remove()
    }
    excerpts.forEach((excerpt, index) => show(excerpt, `${index + 1}`))
  }

  function show({ id, startSeconds, endSeconds }: Excerpt, content: string): void {
    const shown = regions?.getRegions().find((region) => excerptIdOf(region) === id)
    const isChosen = id === chosenId.value
    // Only the chosen one is moved, so that another can be dragged out over it.
    const isMovable = isChosen && endSeconds - startSeconds < (details.value?.durationSeconds ?? Infinity) - shortestExcerptSeconds
    const options = { start: startSeconds, end: endSeconds, drag: isMovable, resize: isChosen, content }
    if (shown) shown.setOptions(options)
    const region = shown ?? regions?.addRegion({ id: `${idPrefix}${id}`, color: clear, minLength: shortestExcerptSeconds, ...options })
    if (region) paint(region, isChosen)
  }

  async function create(range: TimeRange): Promise<void> {
    const trackId = details.value?.id
    if (trackId === undefined) return
    const made = await guard(() => call('excerpts.create', { trackId, ...range }))
    await reload()
    if (made) chosenId.value = made.id
  }

  async function change(excerptId: number, range: TimeRange): Promise<void> {
    await guard(() => call('excerpts.change', { excerptId, ...range }))
    await reload()
    sync()
  }

  async function remove(excerptId: number): Promise<void> {
    await guard(() => call('excerpts.delete', { excerptId }))
    await reload()
  }

  /** Makes an excerpt of the rule's length at a position; one that is there already is chosen instead. */
  async function createAt(positionSeconds: number, durationSeconds: number): Promise<void> {
    const range = excerptAt(positionSeconds, durationSeconds, rule.value.lengthSeconds)
    const same = details.value?.excerpts.find((excerpt) => isSameRange(excerpt, range))
    if (same) chosenId.value = same.id
    else await create(range)
  }

  /** Takes the regions of a new waveform; they end with it. */
  function attach(fresh: WaveformRegions): void {
    regions = fresh
    fresh.enableDragSelection({ color: 'rgba(var(--v-theme-primary), .25)' })
    listen(fresh, { chosenId, create, change, paint })
    sync()
  }

  watch(details, sync)
  watch([chosenId, rule], sync)
  return { attach, createAt, remove }
}

/** Whether two ranges are the same to the ear. */
function isSameRange(one: TimeRange, other: TimeRange): boolean {
  return Math.abs(one.startSeconds - other.startSeconds) < 0.1 && Math.abs(one.endSeconds - other.endSeconds) < 0.1
}

interface RegionActions {
  readonly chosenId: Ref<number | null>
  create(range: TimeRange): Promise<void>
  change(excerptId: number, range: TimeRange): Promise<void>
  paint(region: Region, isChosen: boolean): void
}

function listen(regions: WaveformRegions, { chosenId, create, change, paint }: RegionActions): void {
  regions.on('region-created', (region) => {
    if (excerptIdOf(region) !== null) return
    const range = rangeOf(region)
    region.remove()
    if (range.endSeconds - range.startSeconds >= shortestExcerptSeconds) void create(range)
  })
  regions.on('region-update', (region) => {
    if (excerptIdOf(region) !== null) paint(region, excerptIdOf(region) === chosenId.value)
  })
  regions.on('region-updated', (region) => {
    const id = excerptIdOf(region)
    if (id !== null) void change(id, rangeOf(region))
  })
  regions.on('region-clicked', (region, event) => {
    event.stopPropagation()
    const id = excerptIdOf(region)
    chosenId.value = chosenId.value === id ? null : id
  })
}

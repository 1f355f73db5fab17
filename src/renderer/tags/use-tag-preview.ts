import type { LabelVersion, TagMatrix } from '@shared/contract/labels'
import type { Plane } from '@shared/contract/tracks'
import {
  emptyPlaces,
  movedTracks,
  previewAll,
  quadrantCounts,
  wordStatistics,
  type MovedTracks,
  type TrackPlaces,
  type WordEffect,
} from '@shared/domain/tag-statistics'
import { refDebounced } from '@vueuse/core'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useErrors } from '../ui/use-errors'
import { largestMoves, planeOfPlaces, sourcesOf } from './tag-preview'
import { type EditedScheme, tidyWeights } from './tag-presets'

const settleMilliseconds = 250
const mostMovesListed = 200

/** What the planes and counts of the Tags view show. */
interface Preview {
  readonly plane: Plane
  readonly counts: readonly [number, number, number, number]
}

/** All state of the Tags view: the tags once as a matrix, weights, and what they do, computed here without asking the program again. */
export function useTagPreview() {
  const { guard } = useErrors()
  const matrix = shallowRef<TagMatrix | null>(null)
  const versions = shallowRef<readonly LabelVersion[]>([])
  const isLoaded = ref(false)
  const scheme = shallowRef<EditedScheme>({ weights: {}, commentsShare: 0 })
  const before = shallowRef<Preview | null>(null)
  const after = shallowRef<Preview | null>(null)
  const moved = shallowRef<MovedTracks>({ moved: 0, changedQuadrant: 0, lost: 0, gained: 0 })
  let placesBefore: TrackPlaces | null = null
  let placesAfter: TrackPlaces | null = null
  let frame = 0

  const sources = computed(() => (matrix.value ? sourcesOf(matrix.value) : new Uint8Array()))
  const words = computed<readonly WordEffect[]>(() => (matrix.value ? wordStatistics(matrix.value) : []))
  const activeVersion = computed(() => versions.value.find((version) => version.active) ?? null)
  const committedScheme = computed<EditedScheme>(() => ({
    weights: activeVersion.value?.scheme.weights ?? {},
    commentsShare: activeVersion.value?.scheme.commentsShare ?? 0,
  }))
  const settledAfter = refDebounced(after, settleMilliseconds)
  const moves = computed(() =>
    before.value && settledAfter.value ? largestMoves(before.value.plane, settledAfter.value.plane, mostMovesListed) : [],
  )

  function show(places: TrackPlaces, from: TagMatrix): Preview {
    return { plane: planeOfPlaces(from, places, sources.value), counts: quadrantCounts(places) }
  }

  function computeAfter(): void {
    frame = 0
    if (!matrix.value || !placesBefore || !placesAfter) return
    previewAll(matrix.value, scheme.value, placesAfter)
    after.value = show(placesAfter, matrix.value)
    moved.value = movedTracks(placesBefore, placesAfter)
  }

  function change(next: Partial<EditedScheme>): void {
    const { weights, commentsShare } = { ...scheme.value, ...next }
    scheme.value = { weights: tidyWeights(weights), commentsShare }
  }

  async function load(keepWeights: boolean): Promise<void> {
    await guard(async () => {
      const [nextMatrix, nextVersions] = await Promise.all([call('tags.matrix', null), call('labels.versions', null)])
      matrix.value = nextMatrix
      versions.value = nextVersions
      const committed = committedScheme.value
      if (!keepWeights) change(committed)
      placesBefore = previewAll(nextMatrix, committed)
      placesAfter = emptyPlaces(nextMatrix)
      before.value = show(placesBefore, nextMatrix)
      computeAfter()
    })
    isLoaded.value = true
  }

  watch(scheme, () => {
    if (frame === 0) frame = requestAnimationFrame(computeAfter)
  })
  onScopeDispose(() => cancelAnimationFrame(frame))
  onChanged(['labels', 'tags'], () => void load(true))
  void load(false)

  return {
    matrix,
    words,
    versions,
    activeVersion,
    isLoaded,
    scheme,
    committedScheme,
    change,
    before,
    after,
    moved,
    moves,
    reload: () => load(false),
  }
}

export type TagPreview = ReturnType<typeof useTagPreview>

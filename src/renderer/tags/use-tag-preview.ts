import type { Plane } from '@shared/contract/tracks'
import {
  comparePreviews,
  emptyPreview,
  previewLabels,
  quadrantCounts,
  quadrantsOf,
  type MovedTracks,
  type PreviewedLabels,
} from '@shared/domain/label-preview'
import { labelMoves } from '@shared/domain/label-moves'
import { underPresentNames } from '@shared/domain/schemes/scheme'
import { refDebounced } from '@vueuse/core'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { onChanged } from '../api/events'
import { useLibraryStore } from '../api/stores/library-store'
import { draftOf, type EditedScheme, publishedDraft } from './edited-scheme'
import { planeOfPreview, planesInTurn, putVersionLabels } from './tag-preview'
import { useSchemeDraft } from './use-scheme-draft'
import { useTaggedLibrary } from './use-tagged-library'
import { useVersionToday } from './use-version-today'
import { useWordEffects } from './use-word-effects'

const settleMilliseconds = 250

/** What the planes and counts of the Tags view show. */
interface Preview {
  readonly plane: Plane
  readonly counts: readonly [number, number, number, number]
}

/**
 * All state of the Tags view: the tags, the draft of a scheme, and what it does to labels, computed in each frame of a drag. `isChanged`:
 * whether a commit would change labels that count now, by a draft or because the tags stand for other words than before.
 */
export function useTagPreview() {
  const { read, ...library } = useTaggedLibrary()
  const libraryPath = useLibraryStore().info?.path ?? ''
  const before = shallowRef<Preview | null>(null)
  const after = shallowRef<Preview | null>(null)
  const moved = shallowRef<MovedTracks>({ moved: 0, changedQuadrant: 0, lost: 0, gained: 0 })
  let labelsBefore: PreviewedLabels | null = null
  let quadrantsBefore: Uint8Array | undefined
  let labelsAfter: PreviewedLabels | null = null
  let planeAfter: ((labels: PreviewedLabels) => Plane) | null = null
  let frame = 0

  /** Words may have been renamed since a scheme was committed or drafted. */
  const namedNow = (own: EditedScheme): EditedScheme => underPresentNames(own, library.matrix.value?.words ?? [])
  const committedScheme = computed<EditedScheme>(() =>
    library.activeVersion.value ? namedNow(draftOf(library.activeVersion.value.scheme)) : publishedDraft,
  )
  const { pair, outdated } = useVersionToday(library.activeVersion)
  const { scheme, isDraft, change, discard } = useSchemeDraft(libraryPath, committedScheme)
  const words = useWordEffects(library.matrix, scheme)
  const settledAfter = refDebounced(after, settleMilliseconds)
  const moves = computed(() =>
    before.value && settledAfter.value
      ? labelMoves({ trackIds: before.value.plane.trackIds, before: before.value.plane, after: settledAfter.value.plane })
      : [],
  )

  /** The labels that count now: those of the active version, also where the tags have changed since. */
  function computeBefore(): void {
    const matrix = library.matrix.value
    if (!matrix) return
    labelsBefore = previewLabels(matrix, committedScheme.value)
    if (pair.value && outdated.value > 0) putVersionLabels(matrix, labelsBefore, pair.value)
    quadrantsBefore = quadrantsOf(labelsBefore)
    before.value = { plane: planeOfPreview(matrix, labelsBefore), counts: quadrantCounts(labelsBefore) }
    computeAfter()
  }

  function computeAfter(): void {
    frame = 0
    const matrix = library.matrix.value
    if (!matrix || !labelsBefore || !labelsAfter || !planeAfter) return
    previewLabels(matrix, scheme.value, labelsAfter)
    const { totals, countsAfter } = comparePreviews(labelsBefore, labelsAfter, quadrantsBefore)
    after.value = { plane: planeAfter(labelsAfter), counts: countsAfter }
    moved.value = totals
  }

  const load = (): Promise<void> =>
    read((matrix) => {
      change(namedNow(scheme.value))
      labelsAfter = emptyPreview(matrix)
      planeAfter = planesInTurn(matrix)
      computeBefore()
    })

  watch(pair, computeBefore)
  watch(scheme, () => {
    if (frame === 0) frame = requestAnimationFrame(computeAfter)
  })
  onScopeDispose(() => cancelAnimationFrame(frame))
  onChanged(['labels', 'tags'], () => void load())
  void load()

  const isChanged = computed(() => isDraft.value || outdated.value > 0)
  const edited = { scheme, committedScheme, isDraft, isChanged, outdated, change, discard }
  return { ...library, ...edited, words, before, after, moved, moves, reload: load }
}

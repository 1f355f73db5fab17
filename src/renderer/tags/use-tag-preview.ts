import type { Plane } from '@shared/contract/tracks'
import {
  emptyPreview,
  movedTracks,
  previewLabels,
  quadrantCounts,
  type MovedTracks,
  type PreviewedLabels,
} from '@shared/domain/label-preview'
import type { TagMatrix } from '@shared/domain/tag-matrix'
import { refDebounced } from '@vueuse/core'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { onChanged } from '../api/events'
import { draftOf, type EditedScheme, publishedDraft } from './edited-scheme'
import { largestMoves, planeOfPreview } from './tag-preview'
import { useTaggedLibrary } from './use-tagged-library'

const settleMilliseconds = 250
const mostMovesListed = 200

/** What the planes and counts of the Tags view show. */
interface Preview {
  readonly plane: Plane
  readonly counts: readonly [number, number, number, number]
}

function show(matrix: TagMatrix, labels: PreviewedLabels): Preview {
  return { plane: planeOfPreview(matrix, labels), counts: quadrantCounts(labels) }
}

/** All state of the Tags view: the tags, the edited scheme, and what it does to labels, computed in each frame of a drag. */
export function useTagPreview() {
  const { read, ...library } = useTaggedLibrary()
  const scheme = shallowRef<EditedScheme>(publishedDraft)
  const before = shallowRef<Preview | null>(null)
  const after = shallowRef<Preview | null>(null)
  const moved = shallowRef<MovedTracks>({ moved: 0, changedQuadrant: 0, lost: 0, gained: 0 })
  let labelsBefore: PreviewedLabels | null = null
  let labelsAfter: PreviewedLabels | null = null
  let frame = 0

  const committedScheme = computed<EditedScheme>(() =>
    library.activeVersion.value ? draftOf(library.activeVersion.value.scheme) : publishedDraft,
  )
  const settledAfter = refDebounced(after, settleMilliseconds)
  const moves = computed(() =>
    before.value && settledAfter.value ? largestMoves(before.value.plane, settledAfter.value.plane, mostMovesListed) : [],
  )

  function computeAfter(): void {
    frame = 0
    const matrix = library.matrix.value
    if (!matrix || !labelsBefore || !labelsAfter) return
    previewLabels(matrix, scheme.value, labelsAfter)
    after.value = show(matrix, labelsAfter)
    moved.value = movedTracks(labelsBefore, labelsAfter)
  }

  function change(next: EditedScheme): void {
    scheme.value = draftOf(next)
  }

  const load = (keepsChanges: boolean): Promise<void> =>
    read((matrix) => {
      if (!keepsChanges) change(committedScheme.value)
      labelsBefore = previewLabels(matrix, committedScheme.value)
      labelsAfter = emptyPreview(matrix)
      before.value = show(matrix, labelsBefore)
      computeAfter()
    })

  watch(scheme, () => {
    if (frame === 0) frame = requestAnimationFrame(computeAfter)
  })
  onScopeDispose(() => cancelAnimationFrame(frame))
  onChanged(['labels', 'tags'], () => void load(true))
  void load(false)

  return { ...library, scheme, committedScheme, change, before, after, moved, moves, reload: () => load(false) }
}

import type { Plane } from '@shared/contract/tracks'
import {
  emptyPreview,
  movedTracks,
  previewLabels,
  quadrantCounts,
  type MovedTracks,
  type PreviewedLabels,
} from '@shared/domain/label-preview'
import { labelMoves } from '@shared/domain/label-moves'
import type { TagMatrix } from '@shared/domain/tag-matrix'
import { refDebounced } from '@vueuse/core'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { onChanged } from '../api/events'
import { useLibraryStore } from '../api/stores/library-store'
import { draftOf, type EditedScheme, publishedDraft, sameScheme } from './edited-scheme'
import { keepDraft, keptDraft } from './kept-draft'
import { planeOfPreview } from './tag-preview'
import { useTaggedLibrary } from './use-tagged-library'
import { useWordEffects } from './use-word-effects'

const settleMilliseconds = 250

/** What the planes and counts of the Tags view show. */
interface Preview {
  readonly plane: Plane
  readonly counts: readonly [number, number, number, number]
}

function show(matrix: TagMatrix, labels: PreviewedLabels): Preview {
  return { plane: planeOfPreview(matrix, labels), counts: quadrantCounts(labels) }
}

/**
 * All state of the Tags view: the tags, the draft of a scheme, and what it does to labels, computed in each frame of a drag. The draft is
 * kept per library until it is committed or discarded.
 */
export function useTagPreview() {
  const { read, ...library } = useTaggedLibrary()
  const libraryPath = useLibraryStore().info?.path ?? ''
  const draft = shallowRef(keptDraft(libraryPath))
  const before = shallowRef<Preview | null>(null)
  const after = shallowRef<Preview | null>(null)
  const moved = shallowRef<MovedTracks>({ moved: 0, changedQuadrant: 0, lost: 0, gained: 0 })
  let labelsBefore: PreviewedLabels | null = null
  let labelsAfter: PreviewedLabels | null = null
  let frame = 0

  const committedScheme = computed<EditedScheme>(() =>
    library.activeVersion.value ? draftOf(library.activeVersion.value.scheme) : publishedDraft,
  )
  const scheme = computed(() => draft.value ?? committedScheme.value)
  const words = useWordEffects(library.matrix, scheme)
  const settledAfter = refDebounced(after, settleMilliseconds)
  const moves = computed(() =>
    before.value && settledAfter.value
      ? labelMoves({ trackIds: before.value.plane.trackIds, before: before.value.plane, after: settledAfter.value.plane })
      : [],
  )

  function computeAfter(): void {
    frame = 0
    const matrix = library.matrix.value
    if (!matrix || !labelsBefore || !labelsAfter) return
    previewLabels(matrix, scheme.value, labelsAfter)
    after.value = show(matrix, labelsAfter)
    moved.value = movedTracks(labelsBefore, labelsAfter)
  }

  /** Takes a scheme as the draft, or drops the draft when it is the committed scheme again. */
  function change(next: EditedScheme): void {
    const tidy = draftOf(next)
    draft.value = sameScheme(tidy, committedScheme.value) ? null : tidy
    keepDraft(libraryPath, draft.value)
  }

  const load = (): Promise<void> =>
    read((matrix) => {
      change(scheme.value)
      labelsBefore = previewLabels(matrix, committedScheme.value)
      labelsAfter = emptyPreview(matrix)
      before.value = show(matrix, labelsBefore)
      computeAfter()
    })

  watch(scheme, () => {
    if (frame === 0) frame = requestAnimationFrame(computeAfter)
  })
  onScopeDispose(() => cancelAnimationFrame(frame))
  onChanged(['labels', 'tags'], () => void load())
  void load()

  const discard = (): void => change(committedScheme.value)
  const isDraft = computed(() => draft.value !== null)
  return { ...library, words, scheme, committedScheme, isDraft, change, discard, before, after, moved, moves, reload: load }
}

import { computed, shallowRef, type ComputedRef } from 'vue'
import { draftOf, type EditedScheme, sameScheme } from './edited-scheme'
import { keepDraft, keptDraft } from './kept-draft'

/** The scheme in hand: a draft, kept per library until it is committed or discarded, or else the committed one. */
export function useSchemeDraft(libraryPath: string, committedScheme: ComputedRef<EditedScheme>) {
  const draft = shallowRef(keptDraft(libraryPath))
  const scheme = computed(() => draft.value ?? committedScheme.value)
  const isDraft = computed(() => draft.value !== null)

  /** Takes a scheme as the draft, or drops the draft when it is the committed scheme again. */
  function change(next: EditedScheme): void {
    const tidy = draftOf(next)
    draft.value = sameScheme(tidy, committedScheme.value) ? null : tidy
    keepDraft(libraryPath, draft.value)
  }

  const discard = (): void => change(committedScheme.value)
  return { scheme, isDraft, change, discard }
}

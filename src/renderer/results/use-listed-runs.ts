import type { Run } from '@shared/contract/training'
import { allTags, hasTags, isSameTag } from '@shared/domain/run-tags'
import { computed } from 'vue'
import { libraryRef } from '../api/library-change'

/**
 * Which runs the list shows: those with every chosen tag, archived ones when they are asked for.
 * @param isKept whether a run stays in the list whatever is chosen, as the shown and the ticked ones do
 */
export function useListedRuns(runs: () => readonly Run[], isKept: (run: Run) => boolean) {
  const chosenTags = libraryRef<readonly string[]>([])
  const showsArchived = libraryRef(false)
  const tags = computed(() => allTags(runs()))
  // A tag that no run has any more would hide them all.
  const wanted = computed(() => chosenTags.value.filter((tag) => hasTags(tags.value, [tag])))
  const listed = computed(() =>
    runs().filter((run) => isKept(run) || ((showsArchived.value || run.archivedAt === null) && hasTags(run.tags, wanted.value))),
  )
  const archivedCount = computed(() => runs().filter(({ archivedAt }) => archivedAt !== null).length)

  function chooseTag(tag: string): void {
    const others = wanted.value.filter((other) => !isSameTag(other, tag))
    chosenTags.value = others.length < wanted.value.length ? others : [...others, tag]
  }

  return { tags, chosenTags: wanted, chooseTag, showsArchived, archivedCount, listed }
}

import type { PlanePoint } from '@shared/domain/plane'
import { computed, shallowRef } from 'vue'
import { useHumanLabels } from './use-human-labels'
import { isSameTarget, type LabelTarget } from './use-label-draft'

/** A label that was placed lately, as the library has it now. */
export interface RecentLabel extends LabelTarget {
  readonly title: string
  readonly point: PlanePoint
}

const shownAtMost = 10
const remembered = 100

/** The last ten labels that were placed while the view is open; one that was taken back or undone is not among them. */
export function useRecentLabels() {
  const placed = shallowRef<readonly (LabelTarget & { readonly title: string })[]>([])
  const labels = useHumanLabels(() => placed.value.map(({ trackId }) => trackId))
  const recent = computed<readonly RecentLabel[]>(() =>
    placed.value
      .flatMap((entry) => {
        const label = labels.value.find((other) => isSameTarget(other, entry))
        return label ? [{ ...entry, point: { valence: label.valence, arousal: label.arousal } }] : []
      })
      .slice(0, shownAtMost),
  )

  function note(target: LabelTarget, title: string): void {
    const others = placed.value.filter((entry) => !isSameTarget(entry, target))
    placed.value = [{ ...target, title }, ...others].slice(0, remembered)
  }

  return { recent, note }
}

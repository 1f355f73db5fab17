import type { QueueEntry } from '@shared/contract/review-queue'
import { computed, type Ref } from 'vue'
import { paceOf, paceText } from './pace'

/** How fast labels are placed, in words; times of labels that were undone do not count. */
export function useLabelPace(queue: Readonly<Ref<readonly QueueEntry[]>>, left: () => number) {
  const placedAtMs = new Map<number, number>()
  const times = computed(() => queue.value.flatMap(({ trackId, reviewed }) => (reviewed ? (placedAtMs.get(trackId) ?? []) : [])))
  const pace = computed(() =>
    paceText(
      paceOf(
        times.value.toSorted((one, other) => one - other),
        left(),
      ),
    ),
  )

  function note(trackId: number): void {
    if (!placedAtMs.has(trackId)) placedAtMs.set(trackId, Date.now())
  }

  return { pace, note }
}

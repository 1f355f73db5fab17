import type { QueueEntry } from '@shared/contract/labels'
import { computed, ref, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { call } from '../api/client'
import { useSelectionStore } from '../api/stores/selection-store'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'
import { paceOf, paceText } from './pace'
import { idsOfQuery, neighbourInQueue, withReviewed } from './queue-order'
import { useHumanLabels } from './use-human-labels'

const mostEntries = 500

/** The tracks of a queue: those that deserve a look, headed by the one in focus, or exactly the chosen ones. */
async function entriesOf(chosenIds: readonly number[] | null, focusedId: number | null): Promise<QueueEntry[]> {
  const entries = await call('queue.list', { trackIds: chosenIds && [...chosenIds], limit: mostEntries })
  const isMissing = focusedId !== null && chosenIds === null && !entries.some(({ trackId }) => trackId === focusedId)
  // A track that was opened elsewhere comes first, with its own reason.
  return isMissing ? [...(await call('queue.list', { trackIds: [focusedId], limit: 1 })), ...entries] : entries
}

/** How fast labels are placed, in words; times of labels that were undone do not count. */
function usePace(queue: () => readonly QueueEntry[], left: () => number) {
  const placedAtMs = new Map<number, number>()
  const times = computed(() => queue().flatMap(({ trackId, reviewed }) => (reviewed ? (placedAtMs.get(trackId) ?? []) : [])))
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

/** The tracks that deserve a look, or those that were chosen; loaded once, so that nothing jumps while working through it. */
export function useReviewQueue() {
  const route = useRoute()
  const router = useRouter()
  const selection = useSelectionStore()
  const { guard } = useErrors()
  const { show } = useToasts()
  const entries = shallowRef<readonly QueueEntry[]>([])
  const isLoaded = ref(false)
  const labels = useHumanLabels(() => entries.value.map(({ trackId }) => trackId))

  const queue = computed(() => withReviewed(entries.value, new Set(labels.value.map(({ trackId }) => trackId))))
  const reviewed = computed(() => queue.value.filter((entry) => entry.reviewed).length)
  const present = computed(() => queue.value.find(({ trackId }) => trackId === selection.focusedTrackId) ?? null)
  /** The last track was passed, and none has been chosen since. */
  const hasEnded = computed(() => isLoaded.value && queue.value.length > 0 && selection.focusedTrackId === null)
  const { pace, note } = usePace(
    () => queue.value,
    () => queue.value.length - reviewed.value,
  )

  async function load(): Promise<void> {
    await guard(async () => {
      const ids = idsOfQuery(route.query.ids)
      // One track that was opened stands at the head of the whole queue; several are a queue of their own.
      if (ids?.length === 1) selection.focus(ids[0] ?? null)
      const chosenIds = ids && ids.length > 1 ? ids : null
      entries.value = await entriesOf(chosenIds, selection.focusedTrackId)
      if (chosenIds || !present.value) selection.focus(neighbourInQueue(entries.value, null, 1, true))
    })
    isLoaded.value = true
  }

  /** Looks for more tracks that deserve a look, once those of the queue are done. */
  async function loadMore(): Promise<void> {
    await guard(async () => {
      await router.replace({ query: {} })
      const found = await entriesOf(null, null)
      const next = found.find((entry) => !entry.reviewed)
      if (!next) return show('No other track waits for a label.')
      entries.value = found
      selection.focus(next.trackId)
    })
  }

  /** Goes to a neighbour. After the last track comes the end, where none is shown; the first has no track before it. */
  function go(direction: 1 | -1, onlyWaiting: boolean): void {
    if (hasEnded.value) return direction === -1 ? selection.focus(queue.value.at(-1)?.trackId ?? null) : undefined
    const next = neighbourInQueue(queue.value, selection.focusedTrackId, direction, onlyWaiting)
    if (next !== null || direction === 1) selection.focus(next)
  }

  const goToFirstWaiting = (): void => selection.focus(queue.value.find((entry) => !entry.reviewed)?.trackId ?? null)

  void load()
  return { queue, isLoaded, present, reviewed, hasEnded, pace, go, goToFirstWaiting, loadMore, note }
}

import type { QueueEntry } from '@shared/contract/labels'
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { useRoute } from 'vue-router'
import { call } from '../api/client'
import { useSelectionStore } from '../api/stores/selection-store'
import { useErrors } from '../ui/use-errors'
import { paceOf, paceText } from './pace'
import { idsOfQuery, markReviewed, neighbourInQueue } from './queue-order'

const mostEntries = 500
const paceRefreshMilliseconds = 10_000

/** The tracks that deserve a look, or those that were chosen; loaded once, so that nothing jumps while working through it. */
export function useReviewQueue() {
  const route = useRoute()
  const selection = useSelectionStore()
  const { guard } = useErrors()
  const queue = shallowRef<readonly QueueEntry[]>([])
  const isLoaded = ref(false)
  const placedAtMs = shallowRef<readonly number[]>([])
  const nowMs = ref(Date.now())
  const clock = window.setInterval(() => (nowMs.value = Date.now()), paceRefreshMilliseconds)
  onScopeDispose(() => window.clearInterval(clock))

  const reviewed = computed(() => queue.value.filter((entry) => entry.reviewed).length)
  const pace = computed(() => paceText(paceOf(placedAtMs.value, queue.value.length - reviewed.value)))
  const present = computed(() => queue.value.find(({ trackId }) => trackId === selection.focusedTrackId) ?? null)

  async function load(): Promise<void> {
    await guard(async () => {
      const ids = idsOfQuery(route.query.ids)
      // One track that was opened stands at the head of the whole queue; several are a queue of their own.
      const chosenIds = ids && ids.length > 1 ? ids : null
      if (ids?.length === 1) selection.focus(ids[0] ?? null)
      const entries = await call('queue.list', { trackIds: chosenIds, limit: mostEntries })
      const focused = selection.focusedTrackId
      const isMissing = focused !== null && chosenIds === null && !entries.some(({ trackId }) => trackId === focused)
      // A track that was opened elsewhere comes first, with its own reason.
      queue.value = isMissing ? [...(await call('queue.list', { trackIds: [focused], limit: 1 })), ...entries] : entries
      if (!present.value) selection.focus(neighbourInQueue(queue.value, null, 1, true))
    })
    isLoaded.value = true
  }

  /** Goes to a neighbour; at the end of the queue the present track stays. */
  function go(direction: 1 | -1, onlyWaiting: boolean): void {
    const next = neighbourInQueue(queue.value, selection.focusedTrackId, direction, onlyWaiting)
    if (next !== null) selection.focus(next)
  }

  /** Notes that a label was placed (or taken back). */
  function note(trackId: number, isReviewed: boolean): void {
    const was = queue.value.find((entry) => entry.trackId === trackId)?.reviewed ?? false
    if (isReviewed && !was) placedAtMs.value = [...placedAtMs.value, Date.now()]
    queue.value = markReviewed(queue.value, trackId, isReviewed)
  }

  void load()
  return { queue, isLoaded, present, reviewed, pace, go, note }
}

import type { HumanLabel } from '@shared/contract/labels'
import type { QueueEntry } from '@shared/contract/review-queue'
import { computed, ref, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useSelectionStore } from '../api/stores/selection-store'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'
import { conditionsOf, filterOf, openQueueChoices, type QueueChoices } from './queue-choices'
import { idsOfQuery, neighbourInQueue, withReviewed } from './queue-order'
import { useCheckedQueue } from './use-checked-queue'
import { useHumanLabels } from './use-human-labels'
import { useLabelPace } from './use-label-pace'
import { useQueuePages } from './use-queue-pages'

/** The queue with its pages, what was chosen to see of it, and which of its tracks people labelled. */
function useQueue() {
  const pages = useQueuePages()
  const { entries, page, total } = pages
  const labels = useHumanLabels(() => entries.value.map(({ trackId }) => trackId))
  /** Where tracks are labelled blind: when that began (ISO 8601). An earlier label, or one of an excerpt, does not count there. */
  const since = shallowRef<string | null>(null)
  const counts = ({ excerptId, createdAt }: HumanLabel): boolean => since.value === null || (excerptId === null && createdAt >= since.value)
  const queue = computed(() => withReviewed(entries.value, new Set(labels.value.filter(counts).map(({ trackId }) => trackId))))
  const isReviewed = ({ reviewed: done }: QueueEntry): boolean => done
  /** Of the tracks that are not fetched yet, those that were labelled when the order was made. */
  const reviewedUnseen = computed(() => Math.max(0, (page.value?.reviewed ?? 0) - entries.value.filter(isReviewed).length))
  const reviewed = computed(() => queue.value.filter(isReviewed).length + reviewedUnseen.value)
  return { ...pages, since, queue, reviewed, ...useLabelPace(queue, () => total.value - reviewed.value) }
}

/** Makes queues by what was chosen to see of them. */
function useQueueOpening({ page, since, find, show }: ReturnType<typeof useQueue>) {
  const choices = shallowRef(openQueueChoices)
  /** The chosen tracks, while the queue holds exactly those. */
  const chosen = shallowRef<readonly number[] | null>(null)

  /** Shows the tracks that deserve a look, headed by the one in focus, or exactly the chosen ones. */
  async function open(chosenIds: readonly number[] | null, focusedId: number | null): Promise<void> {
    const request = { trackIds: chosenIds && [...chosenIds], order: choices.value.order, filter: filterOf(choices.value) }
    const found = await find(request)
    const isMissing = focusedId !== null && chosenIds === null && !found.entries.some(({ trackId }) => trackId === focusedId)
    // A track that was opened elsewhere comes first, with its own reason. Asking for it replaces the order that pages go on in.
    const before = isMissing ? (await find({ trackIds: [focusedId] })).entries : []
    show(request, isMissing ? await find(request) : found, before)
    chosen.value = chosenIds
  }

  /** Shows all tracks that deserve a look, unless none of them waits; gives the first that does. */
  async function openMore(): Promise<number | null> {
    const request = { trackIds: null, order: choices.value.order }
    const found = await find(request)
    const next = found.entries.find((entry) => !entry.reviewed)
    if (!next) return null
    choices.value = { ...openQueueChoices, order: choices.value.order }
    since.value = null
    show(request, found)
    chosen.value = null
    return next.trackId
  }

  /** Makes the queue anew with other choices; the track in focus stays, at the head where the queue lacks it. */
  async function change(choice: Partial<QueueChoices>, focusedId: number | null): Promise<void> {
    choices.value = { ...choices.value, ...choice }
    await open(chosen.value, chosen.value ? null : focusedId)
  }

  /** Nothing is filtered: an empty queue then means that no track deserves a look. */
  const isOpen = computed(() => page.value !== null && choices.value.reasons.length + conditionsOf(choices.value) === 0)
  /** Shows exactly these tracks, or all that deserve a look, whatever was filtered before. */
  async function openFresh(chosenIds: readonly number[] | null, blindSince: string | null): Promise<void> {
    since.value = blindSince
    choices.value = { ...openQueueChoices, order: choices.value.order }
    await open(chosenIds, null)
  }

  return { choices, isOpen, open, openMore, openFresh, change }
}

/** The tracks that deserve a look, or those that were chosen; loaded once, so that nothing jumps while working through it. */
export function useReviewQueue() {
  const route = useRoute()
  const router = useRouter()
  const selection = useSelectionStore()
  const { guard } = useErrors()
  const { show: showToast } = useToasts()
  const isLoaded = ref(false)
  const work = useQueue()
  const { page, total, isComplete, loadNext, queue, reviewed, pace, note } = work
  const { choices, isOpen, open, openMore, openFresh, change } = useQueueOpening(work)
  const toFirst = (): void => selection.focus(neighbourInQueue(work.entries.value, null, 1, true))
  const checkedSet = useCheckedQueue(openFresh, toFirst)
  const present = computed(() => queue.value.find(({ trackId }) => trackId === selection.focusedTrackId) ?? null)
  /** The last track was passed, and none has been chosen since. */
  const hasEnded = computed(() => isLoaded.value && queue.value.length > 0 && selection.focusedTrackId === null)

  async function load(): Promise<void> {
    await guard(async () => {
      if (await checkedSet.showOfRoute()) return
      const ids = idsOfQuery(route.query.ids)
      // One track that was opened stands at the head of the whole queue; several are a queue of their own.
      if (ids?.length === 1) selection.focus(ids[0] ?? null)
      const chosenIds = ids && ids.length > 1 ? ids : null
      await open(chosenIds, selection.focusedTrackId)
      if (chosenIds || !present.value) toFirst()
    })
    isLoaded.value = true
  }

  /** Looks for more tracks that deserve a look, once those of the queue are done. */
  async function loadMore(): Promise<void> {
    await guard(async () => {
      await router.replace({ query: {} })
      const next = await openMore()
      if (next === null) showToast('No other track waits for a label.')
      else {
        checkedSet.forget()
        selection.focus(next)
      }
    })
  }

  /** Goes to a neighbour. After the last track comes the end, where none is shown; the first has no track before it. */
  async function go(direction: 1 | -1, onlyWaiting: boolean): Promise<void> {
    if (hasEnded.value) return direction === -1 ? selection.focus(queue.value.at(-1)?.trackId ?? null) : undefined
    const isLast = queue.value.at(-1)?.trackId === selection.focusedTrackId
    if (direction === 1 && isLast && !isComplete.value) await guard(loadNext)
    const next = neighbourInQueue(queue.value, selection.focusedTrackId, direction, onlyWaiting)
    if (next !== null || direction === 1) selection.focus(next)
  }

  const goToFirstWaiting = (): void => selection.focus(queue.value.find((entry) => !entry.reviewed)?.trackId ?? null)
  const seeMore = (): void => void guard(loadNext)
  const choose = (choice: Partial<QueueChoices>): void => void guard(() => change(choice, selection.focusedTrackId))
  const shown = { queue, page, total, choices, isLoaded, isOpen, present, reviewed, hasEnded, pace }

  void load()
  return { ...shown, checkedSet, choose, go, goToFirstWaiting, loadMore, seeMore, note }
}

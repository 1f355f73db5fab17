import type { ChannelArgument } from '@shared/contract/channels'
import type { QueueEntry, QueuePage } from '@shared/contract/review-queue'
import { computed, shallowRef } from 'vue'
import { call } from '../api/client'

const pageSize = 500

type Request = Omit<ChannelArgument<'queue.list'>, 'offset' | 'limit' | 'snapshot'>

/** The entries of a queue, fetched page after page in one order. */
export function useQueuePages() {
  const entries = shallowRef<readonly QueueEntry[]>([])
  const page = shallowRef<QueuePage | null>(null)
  let request: Request = { trackIds: null }
  /** Entries that stand before those of the program's queue. */
  let ahead = 0
  let pending: Promise<void> | null = null

  /** The first page of a queue, without showing it. */
  async function find(wanted: Request): Promise<QueuePage> {
    return call('queue.list', { ...wanted, limit: pageSize })
  }

  /** Shows a queue from its first page on; `before` are entries that stand at its head whatever the order. */
  function show(wanted: Request, found: QueuePage, before: readonly QueueEntry[] = []): void {
    request = wanted
    ahead = before.length
    page.value = found
    entries.value = [...before, ...found.entries]
  }

  const isComplete = computed(() => page.value === null || entries.value.length - ahead >= page.value.total)

  /** Adds the next page, if there is one. */
  async function loadNext(): Promise<void> {
    if (isComplete.value || !page.value) return
    pending ??= addPage(page.value).finally(() => (pending = null))
    await pending
  }

  async function addPage(present: QueuePage): Promise<void> {
    const offset = entries.value.length - ahead
    const next = await call('queue.list', { ...request, offset, limit: pageSize, snapshot: present.snapshot })
    if (page.value !== present) return
    const known = new Set(entries.value.map(({ trackId }) => trackId))
    page.value = { ...next, counts: present.counts }
    // An order that was computed anew may give a track twice; one that is known already stays where it is.
    const added = next.entries.filter(({ trackId }) => !known.has(trackId))
    entries.value = [...entries.value, ...added]
    if (added.length === 0) page.value = { ...page.value, total: offset }
  }

  /** Tracks of the whole queue, fetched or not. */
  const total = computed(() => (page.value ? Math.max(page.value.total + ahead, entries.value.length) : 0))
  return { entries, page, total, isComplete, find, show, loadNext }
}

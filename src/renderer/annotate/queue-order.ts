import type { QueueEntry } from '@shared/contract/review-queue'

/**
 * The track after (or before) the present one in the queue.
 * @param direction 1: next, −1: previous
 * @param onlyWaiting skips tracks that are reviewed; when none waits, the nearest in that direction
 * @returns a track id, or null at the end
 */
export function neighbourInQueue(
  queue: readonly QueueEntry[],
  presentId: number | null,
  direction: 1 | -1,
  onlyWaiting: boolean,
): number | null {
  const at = queue.findIndex(({ trackId }) => trackId === presentId)
  const ahead = direction === 1 ? queue.slice(at + 1) : queue.slice(0, Math.max(0, at)).reverse()
  const waiting = onlyWaiting ? ahead.find(({ reviewed }) => !reviewed) : undefined
  return (waiting ?? ahead[0])?.trackId ?? null
}

/** The queue with exactly these tracks marked as reviewed; their order stays, so that nothing jumps. */
export function withReviewed(queue: readonly QueueEntry[], reviewedIds: ReadonlySet<number>): QueueEntry[] {
  return queue.map((entry) => ({ ...entry, reviewed: reviewedIds.has(entry.trackId) }))
}

/** Ids of a route's `ids`, such as "4,8,15"; null when it holds none. */
export function idsOfQuery(value: unknown): number[] | null {
  if (typeof value !== 'string') return null
  const ids = value
    .split(',')
    .map(Number)
    .filter((id) => Number.isInteger(id) && id > 0)
  return ids.length > 0 ? ids : null
}

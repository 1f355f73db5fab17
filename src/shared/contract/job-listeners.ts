import type { Progress } from '@shared/contract/worker-messages'

/** How a job reports what it does, and how it is stopped; a worker's `JobContext` is one. */
export interface JobListeners<Item> {
  progress(progress: Progress): void
  /** One result as soon as there is one. */
  item(item: Item): void
  /** Aborted with a `Failure` when the job is cancelled. */
  readonly signal: AbortSignal
}

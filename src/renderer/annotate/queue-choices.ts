import type { QueueFilter, QueueOrder } from '@shared/contract/review-queue'
import type { ReviewReason } from '@shared/domain/unreliability/reasons'
import type { Quadrant } from '@shared/domain/plane'

/** What people chose to see of the queue. */
export interface QueueChoices {
  readonly order: QueueOrder
  readonly reasons: readonly ReviewReason[]
  readonly quadrants: readonly Quadrant[]
  readonly word: string | null
  readonly hasAudio: boolean | null
}

export const openQueueChoices: QueueChoices = { order: 'unreliability', reasons: [], quadrants: [], word: null, hasAudio: null }

/** The filter that a channel takes; what is open is left out. */
export function filterOf({ reasons, quadrants, word, hasAudio }: QueueChoices): QueueFilter {
  return {
    ...(reasons.length > 0 && { reasons: [...reasons] }),
    ...(quadrants.length > 0 && { quadrants: [...quadrants] }),
    ...(word !== null && { word }),
    ...(hasAudio !== null && { hasAudio }),
  }
}

/** How many conditions hold beside the reasons, which show themselves. */
export function conditionsOf({ quadrants, word, hasAudio }: QueueChoices): number {
  return Number(quadrants.length > 0) + Number(word !== null) + Number(hasAudio !== null)
}

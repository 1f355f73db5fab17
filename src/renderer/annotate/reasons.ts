import type { QueueEntry } from '@shared/contract/labels'

/** Why a track is in the queue, in a word or two. */
export const reasonNames: Readonly<Record<QueueEntry['reason'], string>> = {
  unlabelled: 'no label',
  'single-tag': 'one word only',
  'tags-disagree': 'tags disagree',
  'near-axis': 'near an axis',
  'prediction-disagrees': 'model disagrees',
  chosen: 'chosen',
}

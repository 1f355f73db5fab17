import type { Handlers } from '@shared/contract/channels'
import type { queueChannels } from '@shared/contract/review-queue'
import type { ServiceContext } from '../service-context'
import { queueWeights, saveQueueWeights } from '../store/queue-weights'
import { reviewQueue } from './review-queue'

/** Answers the channels of the review queue. */
export function createQueueHandlers(context: ServiceContext): Handlers<keyof typeof queueChannels> {
  return {
    'queue.list': (request) => reviewQueue(context, request),
    'queue.weights': () => queueWeights(context.library().database),
    'queue.setWeights': (weights) => {
      saveQueueWeights(context.library().database, weights)
      return weights
    },
  }
}

import type { Handlers } from '@shared/contract/channels'
import type { comparisonChannels } from '@shared/contract/comparison'
import type { ServiceContext } from '../../service-context'
import { compareRuns } from './compare-runs'

/** Answers the channels of comparisons. */
export function createComparisonHandlers(context: ServiceContext): Handlers<keyof typeof comparisonChannels> {
  return { 'runs.compare': (request) => compareRuns(context, request) }
}

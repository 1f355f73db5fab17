import type { OptimiserSettings } from '@shared/contract/workers/training'
import { mixSeed, createRandom } from '@shared/domain/random'

/**
 * The learning rate of an epoch: divided by ten after `dropAfterEpoch`, or after half of the epochs.
 * @param epoch counted from 1
 */
export function learningRateAt(settings: OptimiserSettings, epoch: number): number {
  const dropAfter = settings.dropAfterEpoch ?? Math.ceil(settings.epochs / 2)
  return epoch > dropAfter ? settings.learningRate / 10 : settings.learningRate
}

/** The order of an epoch's samples; it follows from seed and epoch alone. */
export function shuffledForEpoch<Item>(items: readonly Item[], settings: OptimiserSettings, epoch: number): Item[] {
  return createRandom(mixSeed(settings.seed, epoch, 0)).shuffle(items)
}

/** Names the dropout masks of a step; steps are counted from 0 within their epoch. */
export function dropoutSeedAt(settings: OptimiserSettings, epoch: number, step: number): number {
  return mixSeed(settings.seed, epoch, step + 1)
}

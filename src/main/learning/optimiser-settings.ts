import type { TrainingSettings } from '@shared/contract/training-settings'
import type { OptimiserSettings } from '@shared/contract/workers/training'

/**
 * What of a run's settings its optimiser and loop follow. What earlier versions had no word for is left out where it is not chosen: a
 * checkpoint is found by its settings.
 */
export function optimiserSettingsOf(settings: TrainingSettings): OptimiserSettings {
  const { epochs, batchSize, learningRate, dropAfterEpoch, weightDecay, patience, seed, targetScale } = settings
  const { optimiser, augmentation, averageEpochs } = settings
  return {
    ...{ epochs, batchSize, learningRate, dropAfterEpoch, weightDecay, patience, seed, targetScale },
    ...(optimiser === 'sgd' ? {} : { optimiser }),
    ...(augmentation && { augmentation }),
    ...(averageEpochs && { averageEpochs }),
  }
}

import { isOriginalSample, type TrainingSample } from '@shared/contract/workers/training'
import { fail } from '@shared/domain/failure'
import { dealFolds, groupOfSample } from './folds'

/** One training of a run: the run's splits, or one fold. */
export interface TrainingPart {
  readonly fold: number
  readonly train: readonly TrainingSample[]
  readonly validation: readonly TrainingSample[]
  /** The samples that the trained network predicts at the end. */
  readonly predicted: readonly TrainingSample[]
  readonly selectBest: boolean
}

/**
 * The trainings that a run consists of. Whatever is compared with a run is trained on the same parts.
 * @param folds 0: the splits of the samples; 2 or more: so many folds by track and group
 * @param seed deals the folds
 * @throws Failure `invalid-argument` for one fold, or for more folds than there are tracks or groups
 */
export function partsOf(samples: readonly TrainingSample[], folds: number, seed: number): TrainingPart[] {
  const inSplit = (split: TrainingSample['split']): TrainingSample[] => samples.filter((sample) => sample.split === split)
  if (folds === 0) return [{ fold: 0, train: inSplit('train'), validation: inSplit('validation'), predicted: samples, selectBest: true }]
  if (folds === 1)
    return fail('invalid-argument', 'One fold leaves nothing to train on.', 'Choose 0 for the splits of the dataset, or 2 folds or more.')
  const groups = new Set(samples.map(groupOfSample)).size
  if (groups < folds) {
    fail(
      'invalid-argument',
      `${folds} folds need as many tracks or groups that stay together; the dataset has ${groups}.`,
      'Choose fewer folds, or freeze a dataset that keeps less together.',
    )
  }
  return dealFolds(samples, folds, seed).map((left, fold) => {
    const out = new Set(left)
    const predicted = left.filter(isOriginalSample)
    return { fold, train: samples.filter((sample) => !out.has(sample)), validation: predicted, predicted, selectBest: false }
  })
}

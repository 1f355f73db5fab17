import { isOriginalSample, type TrainingSample } from '@shared/contract/workers/training'
import { heldBackShare } from '@shared/domain/cross-validation'
import { fail } from '@shared/domain/failure'
import { mixSeed } from '@shared/domain/random'
import { dealFolds, groupOfSample } from './folds'

/** One training of a run: the run's splits, one fold, or all samples. */
export interface TrainingPart {
  /** Counted from 0; of the part of all samples, how many folds there are. */
  readonly fold: number
  readonly train: readonly TrainingSample[]
  readonly validation: readonly TrainingSample[]
  /** The samples that the trained network predicts at the end. */
  readonly predicted: readonly TrainingSample[]
  readonly selectBest: boolean
  /** Ends after this epoch, by the same schedule as the others; left out: after the last of the settings. */
  readonly lastEpoch?: number
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

/**
 * A fold whose training gives up a tenth of its tracks, by groups and at least one: they are its validation, which chooses its epoch. The
 * tracks that the fold leaves out measure it and choose nothing.
 * @param seed the same seed holds back the same tracks
 * @throws Failure `invalid-argument` where the training is a single track or group
 */
export function withInnerValidation(part: TrainingPart, seed: number): TrainingPart {
  const groups = new Set(part.train.map(groupOfSample)).size
  if (groups < 2) {
    fail(
      'invalid-argument',
      `Fold ${part.fold + 1} trains on one track or group, of which patience can hold back none.`,
      'Leave patience out, or label more tracks.',
    )
  }
  const dealt = dealFolds(part.train, Math.min(groups, Math.round(1 / heldBackShare)), mixSeed(seed, part.fold + 1, 1))
  const wanted = countTracks(part.train) * heldBackShare
  const distance = (samples: readonly TrainingSample[]): number => Math.abs(countTracks(samples) - wanted)
  const [first = [], ...others] = dealt
  const heldBack = others.reduce((best, samples) => (distance(samples) < distance(best) ? samples : best), first)
  const out = new Set(heldBack)
  return {
    ...part,
    train: part.train.filter((sample) => !out.has(sample)),
    validation: heldBack.filter(isOriginalSample),
    selectBest: true,
  }
}

/**
 * The training on all samples that follows the folds: nothing is left to measure it.
 * @param lastEpoch how long it trains
 */
export function partOfAll(samples: readonly TrainingSample[], folds: number, lastEpoch: number): TrainingPart {
  return { fold: folds, train: samples, validation: [], predicted: [], selectBest: false, lastEpoch }
}

/** How many tracks samples come from. */
export function countTracks(samples: readonly TrainingSample[]): number {
  return new Set(samples.map(({ trackId }) => trackId)).size
}
